package io.wherry.api;

import io.wherry.account.MemberDesk;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.http.Exchange;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft.Founder;
import java.util.Optional;

/**
 * The role that whoever makes a group or project gets in it, so that he can manage it: an owner of
 * a group, a maintainer of a project. Who has as much from around it gets none.
 */
public final class Founders {
  private final MemberDesk members;

  public Founders(MemberDesk members) {
    this.members = members;
  }

  Founder ofGroup(Exchange exchange, Optional<Namespace> parent) {
    return of(exchange, parent, Role.OWNER);
  }

  Founder ofProject(Exchange exchange, Optional<Namespace> parent) {
    return of(exchange, parent, Role.MAINTAINER);
  }

  private Founder of(Exchange exchange, Optional<Namespace> parent, Role role) {
    Optional<User> user = Viewers.user(exchange);
    boolean inherits =
        user.flatMap(known -> parent.flatMap(group -> members.role(known, group)))
            .filter(given -> given.isAtLeast(role))
            .isPresent();
    return user.filter(known -> !inherits)
        .map(known -> new Founder(known.id(), role.level()))
        .orElse(Founder.NOBODY);
  }
}
