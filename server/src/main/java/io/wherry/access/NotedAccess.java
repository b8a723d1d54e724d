package io.wherry.access;

import io.wherry.access.Actor.TokenActor;
import io.wherry.access.Decision.Granted;
import io.wherry.permission.Action;
import io.wherry.permission.Permission;
import io.wherry.token.LastUses;
import io.wherry.token.TokenUse;
import java.time.Clock;

/** Notes which token was granted what, and when, without delaying the request. */
public final class NotedAccess implements Access {
  private final Access access;
  private final LastUses uses;
  private final Clock clock;

  public NotedAccess(Access access, LastUses uses, Clock clock) {
    this.access = access;
    this.uses = uses;
    this.clock = clock;
  }

  @Override
  public Decision decide(Credentials credentials, Resource resource, Action action) {
    Decision decision = access.decide(credentials, resource, action);
    if (decision instanceof Granted granted && granted.actor() instanceof TokenActor actor) {
      String what = new Permission(resource.area(), action) + " " + granted.project().path();
      uses.note(new TokenUse(actor.token().id(), clock.instant(), credentials.address(), what));
    }
    return decision;
  }
}
