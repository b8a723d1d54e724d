package io.wherry.permission;

/** What is done to an {@link Area}. */
public enum Action {
  READ,
  WRITE,
  DELETE
}
