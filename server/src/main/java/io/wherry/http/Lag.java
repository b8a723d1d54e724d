package io.wherry.http;

import java.time.Duration;

/**
 * How far a client is behind the rate that is expected of it, as the time that it would need to
 * catch up. What it does faster at one time gives it no credit for another. Thread-safe.
 */
final class Lag {
  private static final long NANOS = 1_000_000_000L;

  /** Can be added to a time stamp. */
  private static final long FOREVER = Long.MAX_VALUE / 4;

  private final long rate;
  private final long most;
  private long behind;

  /** In bytes a second, and how far behind a client may be; with a rate of 0 it never is. */
  Lag(long rate, Duration most) {
    this.rate = rate;
    this.most = most.toNanos();
  }

  /** The client was waited for. */
  synchronized void waited(long nanos) {
    behind += nanos;
  }

  /** Bytes have come, or have been taken. */
  synchronized void moved(long bytes) {
    behind = Math.max(0, behind - needed(bytes));
  }

  synchronized boolean isTooLarge() {
    return rate > 0 && behind > most;
  }

  /** How many nanoseconds the client has for these bytes, from when they are offered to it. */
  synchronized long timeFor(long bytes) {
    return rate > 0 ? most - behind + needed(bytes) : FOREVER;
  }

  private long needed(long bytes) {
    return rate > 0 ? bytes * NANOS / rate : 0;
  }
}
