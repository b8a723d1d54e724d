package io.wherry.permission;

/** What is done to an {@link Area}. */
public enum Action {
  READ,
  WRITE,
  DELETE,
  /**
   * What undoes other people's work, such as a forced push, or shows it to others; never implied by
   * writing.
   */
  MANAGE
}
