package io.wherry.cli;

import io.wherry.namespace.Namespace;
import io.wherry.namespace.Namespaces;
import io.wherry.token.DeployToken;
import io.wherry.token.Expiry;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import io.wherry.token.TokenState;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wherry token …}. */
@Command(name = "token", description = "create, list and revoke deploy tokens")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
public final class TokenCommands {
  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  private TokenCommands() {}

  public static CommandLine commandLine(Administration.Opener opener) {
    return new CommandLine(new TokenCommands())
        .addSubcommand(new Create(opener))
        .addSubcommand(new List(opener))
        .addSubcommand(new Revoke(opener));
  }

  /** The project or group that tokens belong to. */
  static final class Holder {
    @Option(names = "--project", paramLabel = "PATH", required = true)
    private Optional<String> project;

    @Option(names = "--group", paramLabel = "PATH", required = true)
    private Optional<String> group;

    Namespace find(Namespaces namespaces) {
      return project.isPresent()
          ? Places.project(namespaces, project.get())
          : Places.group(namespaces, group.orElseThrow());
    }
  }

  @Command(name = "create", description = "create a deploy token and show its secret, once")
  static final class Create extends AdministrativeCommand {
    @ArgGroup(multiplicity = "1")
    private Holder holder;

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

    Create(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      var draft = new TokenDraft(name, username, Scope.parse(scopes), Expiry.parse(expiresAt));
      Namespace namespace = holder.find(administration.namespaces());
      IssuedToken issued = administration.tokenDesk().issue(namespace, draft);
      TokenState state = administration.tokenDesk().state(issued.token());
      if (state == TokenState.EXPIRED) {
        warn("the token has expired already: " + expiresAt + " is in the past");
      }
      Map<String, Object> json = TokenJson.of(issued.token(), state, Optional.empty());
      String secret = issued.secret().reveal();
      json.put("token", secret);
      return new Result(
          java.util.List.of("username: " + issued.token().username(), "token:    " + secret), json);
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
      private Holder holder;

      @Option(names = "--all", required = true, description = "of every project and group")
      private boolean all;
    }

    @Override
    Result run(Administration administration) {
      java.util.List<DeployToken> tokens =
          (whose.all
                  ? administration.tokens().all()
                  : administration
                      .tokens()
                      .ofHolder(whose.holder.find(administration.namespaces()).id()))
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
                          state(administration, token),
                          administration.tokens().lastUse(token.id())))
              .toList());
    }

    private static TokenState state(Administration administration, DeployToken token) {
      return administration.tokenDesk().state(token);
    }

    private static String line(DeployToken token, TokenState state) {
      Expiry expiry = token.draft().expiry();
      return "%-5d %-7s %-24s %s %s %s"
          .formatted(
              token.id(),
              state.toString().toLowerCase(Locale.ROOT),
              expiry.isNever() ? "never expires" : TokenJson.text(expiry.instant()),
              token.username(),
              token.draft().scopes(),
              token.draft().name());
    }
  }

  @Command(name = "revoke", description = "end a deploy token at the next request")
  static final class Revoke extends AdministrativeCommand {
    @Parameters(paramLabel = "ID")
    private long id;

    Revoke(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      administration.tokenDesk().revoke(id);
      return Result.of("revoked token " + id, Map.of("id", id, "revoked", true));
    }
  }
}
