package io.wherry.access;

/**
 * What was presented and from where.
 *
 * @param address the address of the client, as text
 * @param userAgent what the client calls itself; empty where it does not
 */
public record Credentials(Proof proof, String address, String userAgent) {}
