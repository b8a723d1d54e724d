package io.wherry.problem;

/**
 * Stops a request or a command that cannot be carried out.
 *
 * <p>The message is one lower-case sentence fit for the client: it names the offending value and
 * never contains a secret. Whoever throws it has left nothing half-written behind.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  public ProblemException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  /** The sentence for the client; never null. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
