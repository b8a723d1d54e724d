package io.wherry.namespace;

/**
 * Which groups or projects are wanted.
 *
 * @param within the group that they lie in; 0 for anywhere
 * @param depth of those in a group, how deep they may lie
 * @param search a part of their path or name, in any case; empty for any
 * @param leastRole of the viewer in them, such as 30; 0 for any, also none
 * @param order how they are sorted
 */
public record NamespaceQuery(
    Kind kind, long within, Depth depth, String search, int leastRole, Order order) {

  /** How deep in a group something may lie. */
  public enum Depth {
    /** Directly in the group; where no group is given, at the top level. */
    DIRECT,
    /** At any depth. */
    ANY
  }

  /** What a list is sorted by, and in which direction. */
  public record Order(By by, boolean descending) {
    public static final Order NEWEST = new Order(By.ID, true);

    /** What a list is sorted by. */
    public enum By {
      ID,
      PATH,
      NAME
    }
  }
}
