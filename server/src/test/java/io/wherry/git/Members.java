package io.wherry.git;

import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.namespace.Namespace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** People with roles, and how they present themselves to Git. */
final class Members {
  private final TestServer server;
  private final Map<String, String> authorizations = new HashMap<>();

  Members(TestServer server) {
    this.server = server;
    authorizations.put("nobody", GitClient.NOBODY);
    authorizations.put("root", TestServer.basic("root", TestServer.ROOT_TOKEN));
  }

  /** Somebody without any role. */
  User person(String name, PersonalScope... scopes) {
    User user = server.user(name);
    String token = server.personalToken(user, scopes).reveal();
    authorizations.put(name, TestServer.basic(name, token));
    return user;
  }

  /** For each role somebody of that name. */
  void ofEveryRole(Namespace place) {
    for (Role role : Role.values()) {
      server.member(place, person(role.toString(), PersonalScope.API), role);
    }
  }

  /** The value of the {@code Authorization} header. */
  String authorization(String name) {
    return Optional.ofNullable(authorizations.get(name)).orElseThrow();
  }
}
