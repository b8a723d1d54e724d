package io.wherry.access;

import io.wherry.secret.TokenSecret;

/** What a client presented to say who it is; read from the request, not yet believed. */
public sealed interface Proof {

  /** Nothing at all. */
  record None() implements Proof {}

  /** A username and a secret, as HTTP Basic carries them. */
  record Pair(String username, TokenSecret secret) implements Proof {}

  /** A secret alone, in a header of its own. */
  record Bare(TokenSecret secret) implements Proof {}

  /** Something that cannot be read, or a form that is not taken here: presented, and no proof. */
  record Unreadable() implements Proof {}

  /** Whether this is, by its shape, the secret of a deploy token, valid or not. */
  default boolean looksLikeDeployToken() {
    return (this instanceof Pair pair && pair.secret().looksLikeDeployToken())
        || (this instanceof Bare bare && bare.secret().looksLikeDeployToken());
  }
}
