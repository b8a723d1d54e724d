package io.wherry.repository;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Ref;

/** Refs that the server keeps for itself: never shown, never updated from outside. */
public final class HiddenRefs {
  private static final String PREFIX = "refs/wherry/";

  private HiddenRefs() {}

  public static boolean isHidden(String name) {
    return name.startsWith(PREFIX);
  }

  /** The refs that may be shown, by name as given. */
  public static Map<String, Ref> visible(Map<String, Ref> refs) {
    if (refs.keySet().stream().noneMatch(HiddenRefs::isHidden)) {
      return refs;
    }
    var visible = new TreeMap<>(refs);
    visible.keySet().removeIf(HiddenRefs::isHidden);
    return visible;
  }
}
