package io.wherry.cli;

import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.audit.By;
import io.wherry.page.PageRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wherry user …}. */
@Command(name = "user", description = "create, list, block and delete people, and their tokens")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
public final class UserCommands {
  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  private UserCommands() {}

  /** Passwords are read from that input. */
  public static CommandLine commandLine(Administration.Opener opener, InputStream input) {
    return new CommandLine(new UserCommands())
        .addSubcommand(new Create(opener, input))
        .addSubcommand(new List(opener))
        .addSubcommand(new Block(opener))
        .addSubcommand(new Unblock(opener))
        .addSubcommand(new Password(opener, input))
        .addSubcommand(new Delete(opener))
        .addSubcommand(UserTokenCommands.commandLine(opener));
  }

  /** A command about somebody who is there. */
  abstract static class OfUser extends AdministrativeCommand {
    @Parameters(paramLabel = "NAME", description = "the username")
    private String username;

    OfUser(Administration.Opener opener) {
      super(opener);
    }

    @Override
    final Result run(Administration administration) throws IOException {
      return run(administration, People.find(administration.accounts(), username));
    }

    abstract Result run(Administration administration, User user) throws IOException;
  }

  @Command(name = "create", description = "create a person, who has no role yet")
  static final class Create extends AdministrativeCommand {
    @Parameters(paramLabel = "NAME", description = "the username")
    private String username;

    @Option(names = "--email", paramLabel = "E", required = true)
    private String email;

    @Option(names = "--name", paramLabel = "DISPLAY", description = "default: the username")
    private Optional<String> name;

    @Option(names = "--admin", description = "who may do everything everywhere")
    private boolean admin;

    @Mixin private final PasswordOption password;

    Create(Administration.Opener opener, InputStream input) {
      super(opener);
      this.password = new PasswordOption(input);
    }

    @Override
    Result run(Administration administration) throws IOException {
      var draft = new UserDraft(username, name.orElse(username), email, admin);
      User user = administration.peopleDesk().create(draft, password.read(), By.COMMAND_LINE);
      return People.show(user, "created user");
    }
  }

  @Command(name = "list", description = "list all people")
  static final class List extends AdministrativeCommand {
    List(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      java.util.List<User> users =
          administration.accounts().list("", PageRequest.EVERYTHING).items();
      return new Result(
          users.stream().map(People::line).toList(), users.stream().map(People::json).toList());
    }
  }

  @Command(name = "block", description = "let somebody do nothing from the next request on")
  static final class Block extends OfUser {
    Block(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, User user) {
      return People.show(
          administration.peopleDesk().block(user, true, By.COMMAND_LINE), "blocked user");
    }
  }

  @Command(name = "unblock", description = "let somebody do again what the roles allow")
  static final class Unblock extends OfUser {
    Unblock(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, User user) {
      return People.show(
          administration.peopleDesk().block(user, false, By.COMMAND_LINE), "unblocked user");
    }
  }

  @Command(name = "password", description = "give somebody another password")
  static final class Password extends OfUser {
    @Mixin private final PasswordOption password;

    Password(Administration.Opener opener, InputStream input) {
      super(opener);
      this.password = new PasswordOption(input);
    }

    @Override
    Result run(Administration administration, User user) throws IOException {
      administration.peopleDesk().changePassword(user, password.read(), By.COMMAND_LINE);
      return People.show(user, "changed the password of");
    }
  }

  @Command(name = "delete", description = "delete somebody with all roles and personal tokens")
  static final class Delete extends OfUser {
    Delete(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, User user) {
      administration.peopleDesk().delete(user, By.COMMAND_LINE);
      return People.show(user, "deleted user");
    }
  }
}
