package io.wherry.access;

import io.wherry.account.PersonalScope;
import io.wherry.account.User;
import io.wherry.permission.Permission;
import io.wherry.token.DeployToken;
import io.wherry.token.PresentedToken;
import java.util.Set;

/**
 * Who is known to ask. Tokens and people have ids of their own: only both kinds tell them apart.
 */
public sealed interface Actor {

  /** For log lines: kind, id and name, never a secret. */
  String label();

  record Anonymous() implements Actor {
    @Override
    public String label() {
      return "anonymous";
    }
  }

  /** Known by one of the token's secrets. */
  record TokenActor(PresentedToken presented) implements Actor {
    public DeployToken token() {
      return presented.token();
    }

    @Override
    public String label() {
      return "token#" + token().id();
    }
  }

  /**
   * A person, by password or by a personal token.
   *
   * @param scopes what the personal token may be used for; a password may be used for everything
   * @param tokenId of the personal token; 0 for a password
   */
  record UserActor(User user, Set<PersonalScope> scopes, long tokenId) implements Actor {
    public UserActor {
      scopes = Set.copyOf(scopes);
    }

    boolean allows(Permission permission) {
      return scopes.stream().anyMatch(scope -> scope.allows(permission));
    }

    @Override
    public String label() {
      return "user#" + user.username();
    }
  }
}
