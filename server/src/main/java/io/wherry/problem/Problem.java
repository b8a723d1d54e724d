package io.wherry.problem;

/** What can be wrong with a request; each protocol maps every constant to one of its answers. */
public enum Problem {
  /** A parameter is missing, or cannot be read as what it should be. */
  MALFORMED,
  /** A value is not allowed. */
  INVALID,
  /** The thing named does not exist. */
  NOT_FOUND,
  /** The thing exists already, or is in the way. */
  CONFLICT,
  /** Understood, and never done here for anybody. */
  NOT_ALLOWED,
  /** More bytes than the server takes. */
  TOO_LARGE,
  /** A valid wish that this server does not fulfil. */
  UNSUPPORTED,
  /** Too much to do at the moment; the same request may work in a while. */
  BUSY
}
