package io.wherry.http;

import java.util.List;

/** A protocol is a route table, a refusal table, a problem table and some handlers. */
public interface Protocol {
  String name();

  List<Route> routes();

  Refusals refusals();

  Problems problems();
}
