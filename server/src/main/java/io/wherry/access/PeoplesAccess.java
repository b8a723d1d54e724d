package io.wherry.access;

import io.wherry.access.Actor.UserActor;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Decision.GrantedOfInstance;
import io.wherry.account.Memberships;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.namespace.Kind;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.Visibility;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import java.util.Optional;
import java.util.Set;

/**
 * What people may do, by their roles and by what is open to everybody. Administrators may do
 * everything.
 */
public final class PeoplesAccess {
  /** What needs no role where the place itself may be seen. */
  private static final Set<Area> SEEN_WITH_THE_PLACE =
      Set.of(Area.SETTINGS, Area.REPOSITORY, Area.HISTORY, Area.MEMBERS);

  /** Of the instance: one's own person, and groups at the top level. */
  private static final Set<Area> FOR_EVERY_PERSON = Set.of(Area.SELF, Area.SUBGROUPS);

  private final Memberships memberships;

  public PeoplesAccess(Memberships memberships) {
    this.memberships = memberships;
  }

  /** Whether somebody, or nobody in particular, may do this there. */
  public boolean allows(Actor actor, Namespace place, Permission permission) {
    return objection(actor, place, permission).isEmpty();
  }

  /** Why somebody may not do this there; nobody in particular may be the one who asks. */
  Optional<Reason> objection(Actor actor, Namespace place, Permission permission) {
    Optional<User> user =
        actor instanceof UserActor known ? Optional.of(known.user()) : Optional.empty();
    return user.filter(User::administrator).isPresent()
        ? Optional.empty()
        : objection(user, place, permission);
  }

  private Optional<Reason> objection(Optional<User> user, Namespace place, Permission permission) {
    Optional<Role> role = user.flatMap(known -> memberships.roleIn(known.id(), place.lineage()));
    if (hasRoleFor(role, place, permission) || isOpen(user, place, permission)) {
      return Optional.empty();
    }
    if (role.isEmpty() && !isOpenTo(user, place) && !isAroundHis(user, place)) {
      return Optional.of(Reason.OUT_OF_REACH);
    }
    return isSeeing(place, permission) ? Optional.empty() : Optional.of(Reason.ROLE_TOO_LOW);
  }

  private static boolean hasRoleFor(Optional<Role> role, Namespace place, Permission permission) {
    Optional<Role> least = RoleTable.least(place.kind(), permission);
    return role.isPresent() && least.filter(role.get()::isAtLeast).isPresent();
  }

  private static boolean isOpen(Optional<User> user, Namespace place, Permission permission) {
    return permission.action() == Action.READ
        && SEEN_WITH_THE_PLACE.contains(permission.area())
        && isOpenTo(user, place);
  }

  private static boolean isOpenTo(Optional<User> user, Namespace place) {
    return place.visibility() == Visibility.PUBLIC
        || (place.visibility() == Visibility.INTERNAL && user.isPresent());
  }

  /** Who has a role in a project may see the groups that it lies in. */
  private boolean isAroundHis(Optional<User> user, Namespace place) {
    return place.kind() == Kind.GROUP
        && user.filter(known -> memberships.isWithin(known.id(), place.id())).isPresent();
  }

  private static boolean isSeeing(Namespace place, Permission permission) {
    return place.kind() == Kind.GROUP
        && permission.area() == Area.SETTINGS
        && permission.action() == Action.READ;
  }

  Decision decideForInstance(Actor actor, Permission permission) {
    boolean forEverybody = permission.area() == Area.INSTANCE && permission.action() == Action.READ;
    if (forEverybody) {
      return new GrantedOfInstance(actor);
    }
    if (!(actor instanceof UserActor known)) {
      return new Denied(Reason.NO_CREDENTIALS, actor);
    }
    return known.user().administrator() || isForEveryPerson(permission)
        ? new GrantedOfInstance(actor)
        : new Denied(Reason.ROLE_TOO_LOW, actor);
  }

  /** Whoever gives somebody a role has to find him. */
  private static boolean isForEveryPerson(Permission permission) {
    return FOR_EVERY_PERSON.contains(permission.area())
        || (permission.area() == Area.USERS && permission.action() == Action.READ);
  }
}
