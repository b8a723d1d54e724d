package io.wherry.token;

import io.wherry.secret.SecretDigest;
import java.time.Instant;

/**
 * That a deploy token opened something.
 *
 * @param secret which of the token's secrets it was
 * @param address where the request came from, as text
 * @param what the permission that was used and the path of the place, in words
 */
public record TokenUse(SecretDigest secret, Instant at, String address, String what) {

  /** Of two uses the later. */
  static TokenUse later(TokenUse one, TokenUse other) {
    return one.at().isAfter(other.at()) ? one : other;
  }
}
