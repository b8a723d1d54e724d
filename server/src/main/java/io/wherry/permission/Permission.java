package io.wherry.permission;

import java.util.Locale;

/** One action upon one area. Scopes and roles are both sets of these. */
public record Permission(Area area, Action action) {

  /** For people and logs, such as {@code repository:read}. */
  @Override
  public String toString() {
    return (area + ":" + action).toLowerCase(Locale.ROOT);
  }
}
