package io.wherry.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;

/**
 * Slows down who guesses passwords: each account and each {@link Network} has so many wrong ones,
 * and gets one more every few seconds. A single command with a mistyped password makes up to
 * fourteen tries; right ones cost nothing, so that a fleet behind one address is not kept out.
 * Tokens are not guessed, and not counted. Thread-safe; forgotten when the server stops.
 */
public final class Guesses {
  /** How long who was refused should wait, in seconds. */
  public static final int RETRY_SECONDS = 6;

  private static final int OF_ACCOUNT = 30;
  private static final int OF_ADDRESS = 90;
  private static final long MOST_REMEMBERED = 100_000;

  private final Clock clock;
  private final Cache<String, Bucket> accounts;
  private final Cache<String, Bucket> addresses;

  public Guesses(Clock clock) {
    this.clock = clock;
    this.accounts = buckets();
    this.addresses = buckets();
  }

  private static Cache<String, Bucket> buckets() {
    return Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).executor(Runnable::run).build();
  }

  /** Whose password is tried, and from where. */
  record Guess(String account, String address) {
    private String network() {
      return Network.of(address);
    }
  }

  /** Whether another password may be tried now. */
  boolean mayTry(Guess guess) {
    // The address first: who is slowed down already must not fill the memory with names.
    return bucket(addresses, guess.network(), OF_ADDRESS).getAvailableTokens() > 0
        && bucket(accounts, guess.account(), OF_ACCOUNT).getAvailableTokens() > 0;
  }

  /** It was a wrong one. */
  void failed(Guess guess) {
    bucket(accounts, guess.account(), OF_ACCOUNT).tryConsume(1);
    bucket(addresses, guess.network(), OF_ADDRESS).tryConsume(1);
  }

  private Bucket bucket(Cache<String, Bucket> buckets, String key, int capacity) {
    return buckets.get(key, unknown -> bucket(capacity));
  }

  /** Full at first, and full again after three minutes without a wrong password. */
  private Bucket bucket(int capacity) {
    Duration full = Duration.ofSeconds((long) OF_ACCOUNT * RETRY_SECONDS);
    return Bucket.builder()
        .addLimit(Bandwidth.builder().capacity(capacity).refillGreedy(capacity, full).build())
        .withCustomTimePrecision(new ClockMeter(clock))
        .build();
  }
}
