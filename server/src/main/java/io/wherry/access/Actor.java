package io.wherry.access;

import io.wherry.account.User;
import io.wherry.token.DeployToken;

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

  record TokenActor(DeployToken token) implements Actor {
    @Override
    public String label() {
      return "token#" + token.id();
    }
  }

  record UserActor(User user) implements Actor {
    @Override
    public String label() {
      return "user#" + user.name();
    }
  }
}
