package io.wherry.cli;

import io.wherry.audit.By;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceRef;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.TokenState;
import io.wherry.token.DeployToken;
import io.wherry.token.IssuedToken;
import io.wherry.token.TokenDesk.Rotation;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code wherry token …} about a token that is there. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TokenChangeCommands {
  private TokenChangeCommands() {}

  /** Finds the token by its id alone: whoever runs the machine need not know whose it is. */
  abstract static class OfToken extends AdministrativeCommand {
    @Parameters(paramLabel = "ID")
    private long id;

    OfToken(Administration.Opener opener) {
      super(opener);
    }

    @Override
    final Result run(Administration administration) {
      DeployToken token =
          administration
              .tokens()
              .find(id)
              .orElseThrow(
                  () -> new ProblemException(Problem.NOT_FOUND, "there is no deploy token " + id));
      Namespace holder =
          administration.namespaces().find(new NamespaceRef.ById(token.holderId())).orElseThrow();
      return run(administration, holder, id);
    }

    abstract Result run(Administration administration, Namespace holder, long token);
  }

  @Command(name = "rotate", description = "give a deploy token another secret and show it, once")
  static final class Rotate extends OfToken {
    @Option(
        names = "--overlap",
        paramLabel = "SECONDS",
        defaultValue = "0",
        description = "how long the former secret stays valid (default: ${DEFAULT-VALUE})")
    private long overlap;

    Rotate(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, Namespace holder, long token) {
      var rotation = new Rotation(Duration.ofSeconds(overlap), By.COMMAND_LINE);
      IssuedToken issued =
          administration.tokenDesk().rotate(holder, token, UnaryOperator.identity(), rotation);
      TokenState state = administration.tokenDesk().state(issued.token());
      warnOfExpired(state);
      return ShownSecret.of(
          issued.token().username(),
          issued.secret(),
          TokenJson.of(
              issued.token(),
              administration.tokenDesk().now(),
              administration.tokens().usage(token)));
    }
  }

  @Command(name = "revoke", description = "end a deploy token at the next request")
  static final class Revoke extends OfToken {
    Revoke(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, Namespace holder, long token) {
      administration.tokenDesk().revoke(holder, token, By.COMMAND_LINE);
      return Result.of("revoked token " + token, Map.of("id", token, "revoked", true));
    }
  }

  @Command(name = "delete", description = "end a deploy token and take it out of all lists")
  static final class Delete extends OfToken {
    Delete(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, Namespace holder, long token) {
      administration.tokenDesk().delete(holder, token, By.COMMAND_LINE);
      return Result.of("deleted token " + token, Map.of("id", token, "deleted", true));
    }
  }
}
