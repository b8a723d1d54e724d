package io.wherry.cli;

import io.wherry.account.IssuedPersonalToken;
import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.User;
import io.wherry.audit.By;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wherry user token …}. */
@Command(name = "token", description = "create, list and revoke personal tokens")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
final class UserTokenCommands {
  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  private UserTokenCommands() {}

  static CommandLine commandLine(Administration.Opener opener) {
    return new CommandLine(new UserTokenCommands())
        .addSubcommand(new Create(opener))
        .addSubcommand(new List(opener))
        .addSubcommand(new Revoke(opener));
  }

  @Command(name = "create", description = "create a personal token and show its secret, once")
  static final class Create extends UserCommands.OfUser {
    @Option(names = "--name", paramLabel = "N", required = true)
    private String name;

    @Option(
        names = "--scopes",
        paramLabel = "SCOPE",
        split = ",",
        required = true,
        description = "one or more of: ${COMPLETION-CANDIDATES}",
        completionCandidates = ScopeNames.class)
    private java.util.List<String> scopes;

    @Option(
        names = "--expires-at",
        paramLabel = "D",
        defaultValue = "",
        description = "a day, at whose first second in UTC the token ends, or a timestamp")
    private String expiresAt;

    Create(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, User user) {
      var draft =
          new PersonalTokenDraft(name, PersonalScope.parse(scopes), Expiry.parse(expiresAt));
      IssuedPersonalToken issued =
          administration.personalTokenDesk().issue(user, draft, By.COMMAND_LINE);
      TokenState state = administration.personalTokenDesk().state(issued.token());
      warnOfExpired(state);
      return ShownSecret.of(
          user.username(), issued.secret(), TokenJson.of(issued.token(), state, Optional.empty()));
    }

    /** For the help text. */
    static final class ScopeNames extends ArrayList<String> {
      private static final long serialVersionUID = 1L;

      ScopeNames() {
        for (PersonalScope scope : PersonalScope.values()) {
          add(scope.toString());
        }
      }
    }
  }

  @Command(name = "list", description = "list somebody's tokens; secrets are never shown again")
  static final class List extends UserCommands.OfUser {
    List(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, User user) {
      java.util.List<PersonalToken> tokens =
          administration.personalTokens().list(user.id(), PageRequest.EVERYTHING).items();
      Map<Long, Instant> uses =
          administration.personalTokens().lastUses(tokens.stream().map(PersonalToken::id).toList());
      return new Result(
          tokens.stream().map(token -> line(token, state(administration, token))).toList(),
          tokens.stream()
              .map(
                  token ->
                      TokenJson.of(
                          token,
                          state(administration, token),
                          Optional.ofNullable(uses.get(token.id()))))
              .toList());
    }

    private static TokenState state(Administration administration, PersonalToken token) {
      return administration.personalTokenDesk().state(token);
    }

    private static String line(PersonalToken token, TokenState state) {
      PersonalTokenDraft draft = token.draft();
      return TokenJson.line(token.id(), state, draft.expiry())
          + " "
          + draft.scopes()
          + " "
          + draft.name();
    }
  }

  @Command(name = "revoke", description = "end a personal token at the next request")
  static final class Revoke extends AdministrativeCommand {
    @Parameters(paramLabel = "ID")
    private long id;

    Revoke(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      PersonalToken token =
          administration
              .personalTokens()
              .find(id)
              .orElseThrow(
                  () ->
                      new ProblemException(Problem.NOT_FOUND, "there is no personal token " + id));
      administration.personalTokenDesk().revoke(token, By.COMMAND_LINE);
      return Result.of("revoked personal token " + id, Map.of("id", id, "revoked", true));
    }
  }
}
