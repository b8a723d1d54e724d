package io.wherry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The package map of {@code docs/architecture.md}: what each package may use. Names are relative to
 * {@code io.wherry}; the empty one is the root.
 */
final class PackageMap {
  private static final String ROOT = "";

  /** Plain values that every package further down the map may use. */
  private static final List<String> COMMON =
      List.of("problem", "permission", "page", "audit", "namespace");

  private static final String JGIT = "org.eclipse.jgit.";
  private static final String SERVLET = "jakarta.servlet.";
  private static final String LOGGING = "org.slf4j.";
  private static final String JSON = "com.fasterxml.jackson.";
  private static final String COMMAND_LINE = "picocli.";

  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  static {
    row("problem").uses().libraries();
    row("permission").uses().libraries();
    row("page").uses().libraries();
    row("audit").uses().libraries();
    row("namespace").uses().libraries();
    row("log").uses().libraries("ch.qos.logback.");
    row("secret").uses().libraries("com.password4j.", "javax.crypto.");
    row("account").uses("secret").libraries("javax.crypto.");
    row("token").uses("secret").libraries("javax.crypto.");
    row("access")
        .uses("secret", "account", "token")
        .libraries("javax.crypto.", "com.github.benmanes.caffeine.", "io.github.bucket4j.");
    row("repository").uses().libraries(JGIT);
    row("repository.importing").uses("repository").libraries(JGIT);
    row("store.sql")
        .uses("secret", "account", "token", "repository")
        .libraries(
            LOGGING,
            JSON,
            "java.sql.",
            "javax.sql.",
            "org.jdbi.",
            "com.zaxxer.hikari.",
            "org.flywaydb.",
            "com.github.kagkarlsson.scheduler.");
    row("store.disk").uses("repository").libraries(JGIT, "javax.crypto.");
    row("http")
        .uses("secret", "account", "token", "access")
        .libraries(SERVLET, "org.eclipse.jetty.", LOGGING);
    row("answer").uses().libraries();
    row("git")
        .uses("http", "access", "token", "repository", "answer")
        .libraries(JGIT, SERVLET, LOGGING);
    row("api")
        .uses("http", "access", "secret", "account", "token", "repository")
        .libraries(JSON, "org.apache.commons.fileupload2.core.");
    row("cli")
        .uses("secret", "account", "token", "repository", "repository.importing")
        .libraries(COMMAND_LINE, JSON);
    row(ROOT)
        .uses(ROWS.keySet().toArray(String[]::new))
        .libraries(COMMAND_LINE, JSON, LOGGING, JGIT, "javax.crypto.");
  }

  private PackageMap() {}

  static Set<String> packages() {
    return ROWS.keySet();
  }

  static boolean allows(String from, String to) {
    return of(from).packages.contains(to);
  }

  static boolean allowsLibrary(String from, String className) {
    return of(from).libraries.stream().anyMatch(className::startsWith);
  }

  private static Row of(String name) {
    Row row = ROWS.get(name);
    if (row == null) {
      throw new AssertionError("package " + name + " is not in the package map");
    }
    return row;
  }

  private static Row row(String name) {
    var row = new Row();
    COMMON.stream().filter(ROWS::containsKey).forEach(row.packages::add);
    ROWS.put(name, row);
    return row;
  }

  /** What one package may use. */
  private static final class Row {
    private final Set<String> packages = new HashSet<>();
    private final List<String> libraries = new ArrayList<>(List.of("java.", "org.jspecify."));

    Row uses(String... names) {
      packages.addAll(List.of(names));
      return this;
    }

    void libraries(String... prefixes) {
      libraries.addAll(List.of(prefixes));
    }
  }
}
