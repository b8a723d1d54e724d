package io.wherry.token;

/** Whether a deploy token can be used at some instant. */
public enum TokenState {
  ACTIVE,
  EXPIRED,
  REVOKED
}
