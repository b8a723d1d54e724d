package io.wherry.http;

/**
 * Bounds on what a single client may take.
 *
 * @param connectionsOfAddress how many connections one address may have open; 0 for any number
 * @param requestRate bytes a second that a request must bring on average, else it ends with 408; 0
 *     for any
 */
public record HttpBounds(int connectionsOfAddress, long requestRate) {}
