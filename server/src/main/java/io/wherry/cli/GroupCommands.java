package io.wherry.cli;

import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.NamespacePath;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wherry group …}. */
@Command(name = "group", description = "create, list, move and delete groups")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
public final class GroupCommands {
  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  private GroupCommands() {}

  public static CommandLine commandLine(Administration.Opener opener) {
    return new CommandLine(new GroupCommands())
        .addSubcommand(new Create(opener))
        .addSubcommand(new List(opener))
        .addSubcommand(new MoveCommand(opener, GroupCommands::move))
        .addSubcommand(new Delete(opener));
  }

  private static Group move(Administration administration, String path, NamespacePath target) {
    Group group = Places.group(administration.namespaces(), path);
    return administration.groupDesk().move(group, target, By.COMMAND_LINE);
  }

  @Command(name = "create", description = "create a group")
  static final class Create extends AdministrativeCommand {
    @Parameters(paramLabel = "PATH", description = "such as acme/tools")
    private String path;

    @Option(names = "--parents", description = "create the missing groups above it too")
    private boolean parents;

    Create(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      NamespacePath parsed = NamespacePath.parse(path);
      if (parents) {
        Places.createParents(administration, parsed);
      }
      return Places.show(Places.createGroup(administration, parsed), "created group");
    }
  }

  @Command(name = "list", description = "list all groups")
  static final class List extends AdministrativeCommand {
    List(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      return Places.list(
          administration.namespaces().all().stream().filter(Group.class::isInstance).toList());
    }
  }

  @Command(name = "delete", description = "delete an empty group and its tokens")
  static final class Delete extends AdministrativeCommand {
    @Parameters(paramLabel = "PATH")
    private String path;

    Delete(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      Group group = Places.group(administration.namespaces(), path);
      administration.groupDesk().deleteEmpty(group, By.COMMAND_LINE);
      return Places.show(group, "deleted group");
    }
  }
}
