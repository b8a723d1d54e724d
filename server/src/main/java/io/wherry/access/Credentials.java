package io.wherry.access;

/**
 * What was presented and from where.
 *
 * @param address the address of the client, as text
 */
public record Credentials(Proof proof, String address) {}
