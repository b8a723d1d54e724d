package io.wherry.token;

/**
 * The instance's own rules for new tokens.
 *
 * @param usernamePrefix what stands before the id in a default username
 * @param longestLifeDays how many days a new token may live; 0 for any, also without end
 */
public record TokenRules(String usernamePrefix, int longestLifeDays) {}
