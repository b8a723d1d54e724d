package io.wherry.namespace;

/** A group or project that is to be made. */
public record NamespaceDraft(
    NamespacePath path, Visibility visibility, About about, Founder founder) {

  /** Made by nobody in particular, and called by its path. */
  public static NamespaceDraft of(NamespacePath path, Visibility visibility) {
    return new NamespaceDraft(path, visibility, About.of(path), Founder.NOBODY);
  }

  /**
   * Who gets a role in what is made, at once.
   *
   * @param personId 0 for nobody
   * @param level of the role, such as 50
   */
  public record Founder(long personId, int level) {
    public static final Founder NOBODY = new Founder(0, 0);
    private static final int OWNER = 50;

    /** The person gets the highest role there is; 0 for nobody. */
    public static Founder owner(long personId) {
      return new Founder(personId, OWNER);
    }
  }
}
