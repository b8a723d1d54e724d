package io.wherry.secret;

/** Whether a token can be used at some instant. */
public enum TokenState {
  ACTIVE,
  EXPIRED,
  REVOKED
}
