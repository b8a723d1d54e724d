package io.wherry.account;

import java.time.Instant;

/**
 * That somebody has a role in a group or project.
 *
 * @param placeId the group or project that it was given in
 * @param since when it was first given
 */
public record Membership(User user, long placeId, Role role, Instant since) {}
