package io.wherry.cli;

import io.wherry.account.Accounts;
import io.wherry.account.Membership;
import io.wherry.account.User;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;

/** People and their roles as the commands find and show them. */
final class People {
  private People() {}

  /** Throws {@code NOT_FOUND} where nobody has this username. */
  static User find(Accounts accounts, String username) {
    return accounts
        .findByName(username)
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "there is no user " + username));
  }

  static Result show(User user, String did) {
    return Result.of(did + " " + user.username(), json(user));
  }

  static String line(User user) {
    String kind = user.administrator() ? "admin" : "";
    return "%-7s %-5s %-16s %s <%s>"
        .formatted(state(user), kind, user.username(), user.draft().name(), user.draft().email());
  }

  /** The fields of the REST API. */
  static Map<String, Object> json(User user) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", user.id());
    json.put("username", user.username());
    json.put("name", user.draft().name());
    json.put("email", user.draft().email());
    json.put("state", state(user));
    json.put("is_admin", user.administrator());
    json.put("created_at", TokenJson.text(user.createdAt()));
    return json;
  }

  static String line(Membership member) {
    return "%-10s %s".formatted(member.role(), member.user().username());
  }

  /** The fields of the REST API, and the name of the role. */
  static Map<String, Object> json(Membership member) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", member.user().id());
    json.put("username", member.user().username());
    json.put("name", member.user().draft().name());
    json.put("state", state(member.user()));
    json.put("role", member.role().toString());
    json.put("access_level", member.role().level());
    json.put("created_at", TokenJson.text(member.since()));
    return json;
  }

  private static String state(User user) {
    return user.blocked() ? "blocked" : "active";
  }
}
