package io.wherry.account;

import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.namespace.Namespace;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Gives, changes and takes roles: the only writer of them. Nobody gives more than he has himself,
 * or changes somebody who has more. Thread-safe.
 */
public final class MemberDesk {
  private final Memberships memberships;
  private final Clock clock;

  public MemberDesk(Memberships memberships, Clock clock) {
    this.memberships = memberships;
    this.clock = clock;
  }

  /** The role that somebody has in a place, given there or in a group around it. */
  public Optional<Role> role(User user, Namespace place) {
    return memberships.roleIn(user.id(), place.lineage());
  }

  /**
   * Throws {@code CONFLICT} where a role was given in this very place already, and {@code INVALID}
   * where a higher one was given around it.
   */
  public Membership add(Namespace place, User user, Role role, Granting granting) {
    refuseMore(role, granting.most());
    refuseLess(inherited(user, place), role);
    var membership = new Membership(user, place.id(), role, now());
    memberships.insert(membership, event(place, membership, "member_created", granting.by()));
    return membership;
  }

  /**
   * Throws {@code NOT_FOUND} where there is no role in this very place, {@code INVALID} where a
   * higher one was given around it, {@code CONFLICT} where somebody else changed it meanwhile, and
   * {@code NOT_ALLOWED} for the last owner of a top-level group.
   */
  public Membership change(Namespace place, User user, Role role, Granting granting) {
    Membership former = require(place, user);
    refuseMore(role, granting.most());
    refuseMore(former.role(), granting.most());
    if (role != former.role()) {
      refuseLess(inherited(user, place), role);
    }
    var changed = new Membership(user, place.id(), role, former.since());
    memberships.update(former, role, event(place, changed, "member_updated", granting.by()));
    return changed;
  }

  /** Takes the role that was given in this very place; inherited ones stay. Throws as above. */
  public void remove(Namespace place, User user, Granting granting) {
    Membership former = require(place, user);
    refuseMore(former.role(), granting.most());
    memberships.delete(former, event(place, former, "member_destroyed", granting.by()));
  }

  /** Who gives, and how much at the most. */
  public record Granting(Role most, By by) {}

  private Membership require(Namespace place, User user) {
    return memberships
        .find(user.id(), place.id())
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "Member Not Found"));
  }

  private Optional<Role> inherited(User user, Namespace place) {
    var around = place.lineage().stream().filter(id -> id != place.id()).toList();
    return memberships.roleIn(user.id(), around);
  }

  /** A role below the one around it, which holds here, too, would only mislead. */
  private static void refuseLess(Optional<Role> inherited, Role role) {
    if (inherited.filter(given -> !role.isAtLeast(given)).isPresent()) {
      throw new ProblemException(
          Problem.INVALID, "role must not be below the inherited one: " + inherited.get());
    }
  }

  private static void refuseMore(Role role, Role most) {
    if (!most.isAtLeast(role)) {
      throw new ProblemException(
          Problem.NOT_ALLOWED, "nobody gives or changes a role above his own: " + role);
    }
  }

  private AuditEvent event(Namespace place, Membership member, String type, By by) {
    return AuditEvent.of(now(), by, type, place.subject())
        .with("user_id", member.user().id())
        .with("username", member.user().username())
        .with("role", member.role());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
