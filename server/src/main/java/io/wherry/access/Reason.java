package io.wherry.access;

/**
 * Why access was denied. Finer than any client is told: each protocol's refusal table decides which
 * of them share an answer.
 */
public enum Reason {
  /** Nothing was presented, and the place is not open to everybody. */
  NO_CREDENTIALS,
  /** What was presented is no secret that this server knows. */
  UNKNOWN_SECRET,
  /** The secret of a token, with another username than the token's. */
  WRONG_USERNAME,
  EXPIRED,
  REVOKED,
  /** Too many wrong passwords for this person, or from this address. */
  THROTTLED,
  /** The person is blocked. */
  BLOCKED,
  /** The whole instance does not offer this area. */
  AREA_OFF,
  /** External authorization is on, and with it deploy tokens are off. */
  OBJECTED,
  /** No scope that a deploy token can have permits this. */
  NEVER_FOR_TOKENS,
  /** The instance takes nothing but deploy tokens here. */
  ONLY_FOR_TOKENS,
  /** The token has no scope that permits this. */
  NO_SCOPE,
  NO_SUCH_PLACE,
  /** The place exists, outside of what the actor may see. */
  OUT_OF_REACH,
  /** The actor may see the place, and has no role in it that permits this. */
  ROLE_TOO_LOW,
  /** The project does not offer this area. */
  FEATURE_OFF
}
