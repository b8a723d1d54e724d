package io.wherry.access;

import io.wherry.access.Actor.TokenActor;
import io.wherry.access.Actor.UserActor;
import io.wherry.access.Decision.Granted;
import io.wherry.access.Decision.GrantedIn;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import io.wherry.token.TokenUse;
import java.time.Clock;
import java.time.Instant;

/** Notes which token was granted what, and when, without delaying the request. */
public final class NotedAccess implements Access {
  private final Access access;
  private final Notes notes;
  private final Clock clock;

  public NotedAccess(Access access, Notes notes, Clock clock) {
    this.access = access;
    this.notes = notes;
    this.clock = clock;
  }

  @Override
  public Decision decide(Credentials credentials, Resource resource, Action action) {
    Decision decision = access.decide(credentials, resource, action);
    if (decision instanceof GrantedIn granted && granted.actor() instanceof TokenActor actor) {
      Instant now = clock.instant();
      String what = new Permission(resource.area(), action) + " " + granted.namespace().path();
      notes.uses().note(new TokenUse(actor.presented().secret(), now, credentials.address(), what));
      if (resource.area() == Area.REPOSITORY) {
        notes.operations().note(granted, actor, credentials, now);
      }
    }
    if (decision instanceof Granted granted
        && granted.actor() instanceof UserActor actor
        && actor.tokenId() != 0) {
      notes.personalUses().note(actor.tokenId(), clock.instant());
    }
    return decision;
  }
}
