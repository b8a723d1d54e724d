package io.wherry.access;

import static io.wherry.account.Role.DEVELOPER;
import static io.wherry.account.Role.GUEST;
import static io.wherry.account.Role.MAINTAINER;
import static io.wherry.account.Role.OWNER;
import static io.wherry.account.Role.REPORTER;

import io.wherry.account.Role;
import io.wherry.namespace.Kind;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import java.util.Map;
import java.util.Optional;

/**
 * The least role for each permission in a project or group. What is not in the table nobody but an
 * administrator may do.
 */
final class RoleTable {
  private static final Map<Permission, Role> IN_PROJECT =
      Map.ofEntries(
          row(Area.REPOSITORY, Action.READ, REPORTER),
          row(Area.REPOSITORY, Action.WRITE, DEVELOPER),
          row(Area.REPOSITORY, Action.MANAGE, MAINTAINER),
          row(Area.HISTORY, Action.READ, REPORTER),
          row(Area.HISTORY, Action.WRITE, DEVELOPER),
          row(Area.SETTINGS, Action.READ, GUEST),
          row(Area.SETTINGS, Action.WRITE, MAINTAINER),
          row(Area.SETTINGS, Action.MANAGE, OWNER),
          row(Area.SETTINGS, Action.DELETE, OWNER),
          row(Area.MEMBERS, Action.READ, GUEST),
          row(Area.MEMBERS, Action.WRITE, MAINTAINER),
          row(Area.TOKENS, Action.READ, MAINTAINER),
          row(Area.TOKENS, Action.WRITE, MAINTAINER));

  private static final Map<Permission, Role> IN_GROUP =
      Map.ofEntries(
          row(Area.SETTINGS, Action.READ, GUEST),
          row(Area.SETTINGS, Action.WRITE, OWNER),
          row(Area.SETTINGS, Action.DELETE, OWNER),
          row(Area.PROJECTS, Action.WRITE, DEVELOPER),
          row(Area.NEW_REPOSITORY, Action.WRITE, DEVELOPER),
          row(Area.SUBGROUPS, Action.WRITE, MAINTAINER),
          row(Area.MEMBERS, Action.READ, GUEST),
          row(Area.MEMBERS, Action.WRITE, OWNER),
          row(Area.TOKENS, Action.READ, MAINTAINER),
          row(Area.TOKENS, Action.WRITE, OWNER));

  private RoleTable() {}

  private static Map.Entry<Permission, Role> row(Area area, Action action, Role least) {
    return Map.entry(new Permission(area, action), least);
  }

  static Optional<Role> least(Kind kind, Permission permission) {
    return Optional.ofNullable(
        switch (kind) {
          case PROJECT -> IN_PROJECT.get(permission);
          case GROUP -> IN_GROUP.get(permission);
        });
  }
}
