package io.wherry.token;

import java.time.Instant;

/**
 * That a deploy token opened something.
 *
 * @param address where the request came from, as text
 * @param what the permission that was used and the path of the place, in words
 */
public record TokenUse(long tokenId, Instant at, String address, String what) {

  /** Of two uses of one token the later. */
  static TokenUse later(TokenUse one, TokenUse other) {
    return one.at().isAfter(other.at()) ? one : other;
  }
}
