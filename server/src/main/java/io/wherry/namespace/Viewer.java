package io.wherry.namespace;

/**
 * Who looks at a list of groups or projects: only what this one may see is in it.
 *
 * @param personId 0 for nobody in particular, who sees what is public
 * @param everything whether there is nothing that this one may not see
 */
public record Viewer(long personId, boolean everything) {
  public static final Viewer ANYBODY = new Viewer(0, false);

  /** Whether this is a person, who sees what is internal. */
  public boolean isPerson() {
    return personId != 0;
  }
}
