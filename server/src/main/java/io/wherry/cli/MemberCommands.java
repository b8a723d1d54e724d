package io.wherry.cli;

import io.wherry.account.MemberDesk.Granting;
import io.wherry.account.Membership;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.By;
import io.wherry.namespace.Namespace;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wherry member …}. */
@Command(name = "member", description = "give, change, take and list roles")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
public final class MemberCommands {
  private static final String ROLES = "guest, reporter, developer, maintainer or owner";

  /** Whoever runs the machine may give everything. */
  private static final Granting GRANTING = new Granting(Role.OWNER, By.COMMAND_LINE);

  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  private MemberCommands() {}

  public static CommandLine commandLine(Administration.Opener opener) {
    return new CommandLine(new MemberCommands())
        .addSubcommand(new Add(opener))
        .addSubcommand(new Change(opener))
        .addSubcommand(new Remove(opener))
        .addSubcommand(new List(opener));
  }

  /** A command about a place and somebody. */
  abstract static class OfMember extends AdministrativeCommand {
    @ArgGroup(multiplicity = "1")
    private PlaceOptions options;

    @Parameters(paramLabel = "NAME", index = "0", description = "the username")
    private String username;

    OfMember(Administration.Opener opener) {
      super(opener);
    }

    @Override
    final Result run(Administration administration) {
      Namespace place = options.find(administration.namespaces());
      return run(administration, place, People.find(administration.accounts(), username));
    }

    abstract Result run(Administration administration, Namespace place, User user);

    /** Throws {@code NOT_FOUND} where there is no role that was given in this very place. */
    static Membership require(Administration administration, Namespace place, User user) {
      return administration
          .memberships()
          .find(user.id(), place.id())
          .orElseThrow(
              () ->
                  new ProblemException(
                      Problem.NOT_FOUND,
                      user.username() + " was given no role in " + place.path()));
    }
  }

  @Command(name = "add", description = "give somebody a role, also in all that lies inside")
  static final class Add extends OfMember {
    @Parameters(paramLabel = "ROLE", index = "1", description = ROLES)
    private String role;

    Add(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, Namespace place, User user) {
      Membership member = administration.memberDesk().add(place, user, Role.parse(role), GRANTING);
      return show(member, place);
    }
  }

  @Command(name = "set", description = "change a role that was given in this very place")
  static final class Change extends OfMember {
    @Parameters(paramLabel = "ROLE", index = "1", description = ROLES)
    private String role;

    Change(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, Namespace place, User user) {
      Role wanted = Role.parse(role);
      require(administration, place, user);
      return show(administration.memberDesk().change(place, user, wanted, GRANTING), place);
    }
  }

  private static Result show(Membership member, Namespace place) {
    String line = "%s is %s in %s".formatted(member.user().username(), member.role(), place.path());
    return Result.of(line, People.json(member));
  }

  @Command(name = "remove", description = "take a role that was given in this very place")
  static final class Remove extends OfMember {
    Remove(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration, Namespace place, User user) {
      Membership former = require(administration, place, user);
      administration.memberDesk().remove(place, user, GRANTING);
      String line = "%s is no longer %s in %s";
      return Result.of(
          line.formatted(user.username(), former.role(), place.path()), People.json(former));
    }
  }

  @Command(name = "list", description = "list the roles that were given in this very place")
  static final class List extends AdministrativeCommand {
    @ArgGroup(multiplicity = "1")
    private PlaceOptions options;

    List(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      Namespace place = options.find(administration.namespaces());
      java.util.List<Membership> members =
          administration
              .memberships()
              .list(java.util.List.of(place.id()), "", PageRequest.EVERYTHING)
              .items();
      return new Result(
          members.stream().map(People::line).toList(), members.stream().map(People::json).toList());
    }
  }
}
