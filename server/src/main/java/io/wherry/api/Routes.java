package io.wherry.api;

import io.wherry.http.Route;
import java.util.List;

/** A part of the API: what it serves, and what each of that requires. */
@FunctionalInterface
public interface Routes {
  /** What stands before every path. */
  String BASE = "/api/v4";

  List<Route> routes();
}
