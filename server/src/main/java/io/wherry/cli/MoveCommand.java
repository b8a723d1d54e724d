package io.wherry.cli;

import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wherry group move} and {@code wherry project move}. */
@Command(name = "move", description = "give it, and what is in it, another path")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class MoveCommand extends AdministrativeCommand {
  private final Move move;

  @Parameters(paramLabel = "PATH", index = "0")
  private String path;

  @Parameters(paramLabel = "NEWPATH", index = "1")
  private String target;

  MoveCommand(Administration.Opener opener, Move move) {
    super(opener);
    this.move = move;
  }

  /** Finds what is to be moved, or throws, and moves it. */
  @FunctionalInterface
  interface Move {
    Namespace run(Administration administration, String path, NamespacePath target);
  }

  @Override
  Result run(Administration administration) {
    return Places.show(move.run(administration, path, NamespacePath.parse(target)), "moved to");
  }
}
