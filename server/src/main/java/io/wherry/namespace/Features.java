package io.wherry.namespace;

/**
 * What a project has switched on.
 *
 * @param repository whether the repository is offered to anybody
 * @param rewriting whether whoever may push may also delete branches and force-push the default one
 */
public record Features(boolean repository, boolean rewriting) {
  public static final Features DEFAULT = new Features(true, false);
}
