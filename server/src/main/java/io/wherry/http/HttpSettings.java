package io.wherry.http;

import java.time.Duration;

/**
 * How the server listens.
 *
 * @param port 0 for a free one
 * @param threads how many requests are worked on at once, at the most
 * @param idleTimeout after how long without a byte a connection is closed
 * @param stopTimeout how long running requests may go on when the server stops
 * @param bounds on what clients may take
 */
public record HttpSettings(
    String host,
    int port,
    int threads,
    Duration idleTimeout,
    Duration stopTimeout,
    HttpBounds bounds) {}
