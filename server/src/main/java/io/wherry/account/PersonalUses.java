package io.wherry.account;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects when personal tokens were last used, so that no request waits for a write. What was
 * noted since the last {@link #flush} is lost in a crash. Thread-safe.
 */
public final class PersonalUses {
  private final Map<Long, Instant> latest = new ConcurrentHashMap<>();

  public void note(long tokenId, Instant at) {
    latest.merge(tokenId, at, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** Writes what was noted; called from time to time and before the server stops. */
  public void flush(PersonalTokens tokens) {
    Map<Long, Instant> uses = Map.copyOf(latest);
    if (!uses.isEmpty()) {
      tokens.markUsed(uses);
      uses.forEach(latest::remove);
    }
  }
}
