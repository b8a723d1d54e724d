package io.wherry.cli;

import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Namespaces;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wherry group move} and {@code wherry project move}. */
@Command(name = "move", description = "give it, and what is in it, another path")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class MoveCommand extends AdministrativeCommand {
  private final BiFunction<Namespaces, String, ? extends Namespace> find;

  @Parameters(paramLabel = "PATH", index = "0")
  private String path;

  @Parameters(paramLabel = "NEWPATH", index = "1")
  private String target;

  /** The function finds what is to be moved, or throws. */
  MoveCommand(
      Administration.Opener opener, BiFunction<Namespaces, String, ? extends Namespace> find) {
    super(opener);
    this.find = find;
  }

  @Override
  Result run(Administration administration) {
    Namespaces namespaces = administration.namespaces();
    Namespace moving = find.apply(namespaces, path);
    return Places.show(namespaces.move(moving.id(), NamespacePath.parse(target)), "moved to");
  }
}
