package io.wherry.token;

/**
 * The instance's own rules for new tokens.
 *
 * @param usernamePrefix what stands before the id in a default username
 * @param secretPrefix what stands before the {@code gldt-} of a new secret, such as {@code acme-}
 * @param longestLifeDays how many days a new token may live; 0 for any, also without end
 */
public record TokenRules(String usernamePrefix, String secretPrefix, int longestLifeDays) {}
