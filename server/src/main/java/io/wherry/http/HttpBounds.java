package io.wherry.http;

/**
 * Bounds on what clients may take.
 *
 * @param connections how many may be open in all; who comes then waits
 * @param connectionsOfAddress how many connections one address may have open; 0 for any number
 * @param requestRate bytes a second that a request must bring while it is waited for, else it ends
 *     with 408; 0 for any
 * @param responseRate bytes a second of an answer that a client must take while they are offered to
 *     it, else its connection is closed; 0 for any
 */
public record HttpBounds(
    int connections, int connectionsOfAddress, long requestRate, long responseRate) {}
