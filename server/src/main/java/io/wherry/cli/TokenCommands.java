package io.wherry.cli;

import io.wherry.audit.By;
import io.wherry.namespace.Namespace;
import io.wherry.page.PageRequest;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenSecret;
import io.wherry.secret.TokenState;
import io.wherry.token.DeployToken;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDesk;
import io.wherry.token.TokenDraft;
import io.wherry.token.TokenQuery;
import io.wherry.token.TokenUsage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wherry token …}. */
@Command(name = "token", description = "create, list, rotate, revoke and delete deploy tokens")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
public final class TokenCommands {
  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  private TokenCommands() {}

  public static CommandLine commandLine(Administration.Opener opener, InputStream input) {
    return new CommandLine(new TokenCommands())
        .addSubcommand(new Create(opener, input))
        .addSubcommand(new List(opener))
        .addSubcommand(new TokenChangeCommands.Rotate(opener))
        .addSubcommand(new TokenChangeCommands.Revoke(opener))
        .addSubcommand(new TokenChangeCommands.Delete(opener));
  }

  @Command(name = "create", description = "create a deploy token and show its secret, once")
  static final class Create extends AdministrativeCommand {
    @ArgGroup(multiplicity = "1")
    private PlaceOptions holder;

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
        names = "--username",
        paramLabel = "U",
        defaultValue = "",
        description = "default: gitlab+deploy-token-ID")
    private String username;

    @Option(
        names = "--expires-at",
        paramLabel = "D",
        defaultValue = "",
        description = "a day, at whose first second in UTC the token ends, or a timestamp")
    private String expiresAt;

    @Option(
        names = "--secret-stdin",
        description = "read a secret that is in use elsewhere, one line, from standard input")
    private boolean secretGiven;

    private final StandardInput input;

    Create(Administration.Opener opener, InputStream input) {
      super(opener);
      this.input = new StandardInput(input);
    }

    @Override
    Result run(Administration administration) throws IOException {
      var draft = new TokenDraft(name, username, Scope.parse(scopes), Expiry.parse(expiresAt));
      Namespace namespace = holder.find(administration.namespaces());
      IssuedToken issued = issue(administration.tokenDesk(), namespace, draft);
      TokenState state = administration.tokenDesk().state(issued.token());
      warnOfExpired(state);
      return ShownSecret.of(
          issued.token().username(),
          issued.secret(),
          TokenJson.of(issued.token(), administration.tokenDesk().now(), TokenUsage.NONE));
    }

    private IssuedToken issue(TokenDesk desk, Namespace namespace, TokenDraft draft)
        throws IOException {
      return secretGiven
          ? desk.issue(
              namespace, draft, TokenSecret.imported(input.readLine("secret")), By.COMMAND_LINE)
          : desk.issue(namespace, draft, By.COMMAND_LINE);
    }

    /** For the help text. */
    static final class ScopeNames extends ArrayList<String> {
      private static final long serialVersionUID = 1L;

      ScopeNames() {
        for (Scope scope : Scope.values()) {
          add(scope.toString());
        }
      }
    }
  }

  @Command(name = "list", description = "list deploy tokens; secrets are never shown again")
  static final class List extends AdministrativeCommand {
    @ArgGroup(multiplicity = "1")
    private Whose whose;

    @Option(names = "--active", description = "leave out expired and revoked ones")
    private boolean active;

    List(Administration.Opener opener) {
      super(opener);
    }

    /** The tokens of one holder, or all. */
    static final class Whose {
      @ArgGroup(multiplicity = "1")
      private PlaceOptions holder;

      @Option(names = "--all", required = true, description = "of every project and group")
      private boolean all;
    }

    @Override
    Result run(Administration administration) {
      java.util.List<DeployToken> tokens =
          administration
              .tokens()
              .list(TokenQuery.of(holderId(administration)), PageRequest.EVERYTHING)
              .items()
              .stream()
              .filter(token -> !active || state(administration, token) == TokenState.ACTIVE)
              .toList();
      return new Result(
          tokens.stream().map(token -> line(token, state(administration, token))).toList(),
          tokens.stream()
              .map(
                  token ->
                      TokenJson.of(
                          token,
                          administration.tokenDesk().now(),
                          administration.tokens().usage(token.id())))
              .toList());
    }

    /** 0 for all. */
    private long holderId(Administration administration) {
      return whose.all ? 0 : whose.holder.find(administration.namespaces()).id();
    }

    private static TokenState state(Administration administration, DeployToken token) {
      return administration.tokenDesk().state(token);
    }

    private static String line(DeployToken token, TokenState state) {
      TokenDraft draft = token.draft();
      return TokenJson.line(token.id(), state, draft.expiry())
          + " "
          + draft.username()
          + " "
          + draft.scopes()
          + " "
          + draft.name();
    }
  }
}
