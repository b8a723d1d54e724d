package io.wherry.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The routes of all protocols, the more literal ones first. */
final class RouteTable {
  private final List<Entry> entries = new ArrayList<>();

  /** A route and the protocol it belongs to. */
  record Entry(Protocol protocol, Route route) {}

  /** A route that a request is for, and the variables in its path. */
  record Match(Entry entry, Map<String, String> variables) {}

  /** Throws {@link IllegalArgumentException} where two routes have the same method and pattern. */
  RouteTable(List<Protocol> protocols) {
    var seen = new HashSet<String>();
    for (Protocol protocol : protocols) {
      for (Route route : protocol.routes()) {
        if (!seen.add(route.method() + " " + route.pattern())) {
          throw new IllegalArgumentException("declared twice: " + route);
        }
        entries.add(new Entry(protocol, route));
      }
    }
    Comparator<Entry> byLiteralness =
        Comparator.comparingInt(entry -> entry.route().pattern().literalness());
    entries.sort(byLiteralness.reversed());
  }

  Optional<Match> find(String method, RawPath path, String query) {
    for (Entry entry : entries) {
      boolean ours = path.text().startsWith(entry.protocol().prefix());
      if (ours && entry.route().method().equals(method)) {
        Optional<Map<String, String>> variables = entry.route().pattern().match(path, query);
        if (variables.isPresent()) {
          return Optional.of(new Match(entry, variables.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** The methods that some route has for this path, for the header {@code Allow}. */
  String allowed(RawPath path, String query) {
    var methods = new TreeSet<String>();
    for (Entry entry : entries) {
      if (entry.route().pattern().match(path, query).isPresent()) {
        methods.add(entry.route().method());
      }
    }
    return String.join(", ", methods);
  }
}
