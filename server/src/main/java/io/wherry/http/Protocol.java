package io.wherry.http;

import java.util.List;

/** A protocol is a route table, a refusal table, a problem table and some handlers. */
public interface Protocol {
  String name();

  /** The beginning of all paths that belong to this protocol alone; empty where there is none. */
  default String prefix() {
    return "";
  }

  List<Route> routes();

  Refusals refusals();

  Problems problems();
}
