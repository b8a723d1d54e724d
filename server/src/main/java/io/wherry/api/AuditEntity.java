package io.wherry.api;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Map;

/** What GitLab calls the kinds of things that events are about. */
final class AuditEntity {
  private static final Map<String, String> KINDS =
      Map.of(
          "Project", "project",
          "Group", "group",
          "User", "user",
          "Gitlab::Audit::InstanceScope", "instance");

  private AuditEntity() {}

  /** Throws {@code MALFORMED} for a type that there is not. */
  static String kindOf(String type) {
    String kind = KINDS.get(type);
    if (kind == null) {
      throw new ProblemException(Problem.MALFORMED, "entity_type does not have a valid value");
    }
    return kind;
  }

  static String typeOf(String kind) {
    return KINDS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(kind))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(kind);
  }
}
