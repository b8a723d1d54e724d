package io.wherry.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.transport.ReceiveCommand;

/** Which names that Git allows a ref must not have here. What has one already can be deleted. */
final class RefNames {
  /** File systems take 255 bytes, of which the lock needs some. */
  private static final int LONGEST_PART = 250;

  private RefNames() {}

  /** Why a command is refused for the name of its ref. */
  static Optional<String> fault(ReceiveCommand command) {
    String name = command.getRefName();
    return switch (command.getType()) {
      case CREATE -> faultOfNew(name).or(() -> faultOfFile(name));
      case UPDATE, UPDATE_NONFASTFORWARD -> faultOfFile(name);
      case DELETE -> Optional.empty();
    };
  }

  /** Legal, and an accident waiting in every script that handles it. */
  private static Optional<String> faultOfNew(String name) {
    return name.contains("/-")
        ? Optional.of("a part of the name begins with a dash")
        : Optional.empty();
  }

  private static Optional<String> faultOfFile(String name) {
    // JGit checks the last part only, and does not see what lies in such a directory.
    if (name.contains(".lock/")) {
      return Optional.of("a part of the name ends with .lock");
    }
    return Arrays.stream(name.split("/"))
        .filter(part -> part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART)
        .findFirst()
        .map(part -> "a part of the name is longer than " + LONGEST_PART + " bytes");
  }
}
