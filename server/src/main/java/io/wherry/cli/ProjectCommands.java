package io.wherry.cli;

import io.wherry.audit.By;
import io.wherry.namespace.Features;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.repository.GitRepositories.Content;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wherry project …}. */
@Command(name = "project", description = "create, import, list, change, move and delete projects")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
public final class ProjectCommands {
  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  private ProjectCommands() {}

  public static CommandLine commandLine(Administration.Opener opener) {
    return new CommandLine(new ProjectCommands())
        .addSubcommand(new Create(opener))
        .addSubcommand(new Import(opener))
        .addSubcommand(new List(opener))
        .addSubcommand(new Change(opener))
        .addSubcommand(new Maintain(opener))
        .addSubcommand(new MoveCommand(opener, ProjectCommands::move))
        .addSubcommand(new Delete(opener));
  }

  private static Project move(Administration administration, String path, NamespacePath target) {
    Project project = Places.project(administration.namespaces(), path);
    return administration.projectDesk().move(project, target, By.COMMAND_LINE);
  }

  /** What both ways to make a project ask for. */
  abstract static class NewProject extends AdministrativeCommand {
    @Parameters(paramLabel = "PATH", index = "0", description = "such as acme/tools/app")
    private String path;

    @Option(names = "--visibility", defaultValue = "private", paramLabel = "LEVEL")
    private String visibility;

    @Option(names = "--parents", description = "create the missing groups above it too")
    private boolean parents;

    NewProject(Administration.Opener opener) {
      super(opener);
    }

    final Result create(Administration administration, Content content, String did)
        throws IOException {
      NamespacePath parsed = NamespacePath.parse(path);
      Visibility level = Visibility.parse(visibility);
      if (parents) {
        Places.createParents(administration, parsed);
      }
      NamespaceDraft draft = NamespaceDraft.of(parsed, level);
      return Places.show(administration.projectDesk().create(draft, content, By.COMMAND_LINE), did);
    }
  }

  @Command(name = "create", description = "create a project with an empty repository")
  static final class Create extends NewProject {
    Create(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) throws IOException {
      return create(administration, Content.EMPTY, "created project");
    }
  }

  @Command(
      name = "import",
      description = "create a project from a repository, a bundle or a fast-export stream")
  static final class Import extends NewProject {
    @Parameters(paramLabel = "SOURCE", index = "1", description = "a directory or a file")
    private Path source;

    Import(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) throws IOException {
      Content content = repository -> administration.imports().into(repository, source);
      return create(administration, content, "imported project");
    }
  }

  @Command(name = "list", description = "list all projects")
  static final class List extends AdministrativeCommand {
    List(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      return Places.list(
          administration.namespaces().all().stream().filter(Project.class::isInstance).toList());
    }
  }

  @Command(name = "set", description = "change what a project shows to whom")
  static final class Change extends AdministrativeCommand {
    @Parameters(paramLabel = "PATH")
    private String path;

    @Option(names = "--visibility", paramLabel = "LEVEL", description = "private, internal, public")
    private Optional<String> visibility;

    @Option(names = "--repository", paramLabel = "on|off", description = "offer it to anybody")
    private Optional<Switch> repository;

    @Option(
        names = "--rewriting",
        paramLabel = "on|off",
        description = "whoever may push may delete branches and force-push the default one")
    private Optional<Switch> rewriting;

    Change(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) {
      Project project = Places.project(administration.namespaces(), path);
      Project changed =
          administration.projectDesk().change(project, this::changed, By.COMMAND_LINE);
      return Places.show(changed, "changed project");
    }

    private Project changed(Project project) {
      var features =
          new Features(
              repository.map(Switch.on::equals).orElse(project.features().repository()),
              rewriting.map(Switch.on::equals).orElse(project.features().rewriting()));
      return project
          .with(visibility.map(Visibility::parse).orElse(project.visibility()))
          .with(features);
    }

    /** As it is written on the command line. */
    enum Switch {
      on,
      off
    }
  }

  @Command(name = "maintain", description = "repack a project's repository, with a bitmap")
  static final class Maintain extends AdministrativeCommand {
    @Parameters(paramLabel = "PATH")
    private String path;

    Maintain(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) throws IOException {
      Project project = Places.project(administration.namespaces(), path);
      // A running server would miss the packs it was sending, and does this by itself.
      try (Closeable alone = administration.lockOutServer()) {
        administration.projectDesk().maintain(project);
      }
      return Places.show(project, "maintained project");
    }
  }

  @Command(name = "delete", description = "delete a project, its tokens and its repository")
  static final class Delete extends AdministrativeCommand {
    @Parameters(paramLabel = "PATH")
    private String path;

    Delete(Administration.Opener opener) {
      super(opener);
    }

    @Override
    Result run(Administration administration) throws IOException {
      Project project = Places.project(administration.namespaces(), path);
      administration.projectDesk().delete(project, By.COMMAND_LINE);
      return Places.show(project, "deleted project");
    }
  }
}
