package io.wherry.repository.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Looks for submodules that would have a client write outside of its clone or run a program, as
 * JGit does for pushes.
 *
 * @see <a href="https://git-scm.com/docs/git-fsck">gitmodulesName, gitmodulesPath,
 *     gitmodulesUrl</a>
 */
final class Submodules {
  private static final int LARGEST = 1 << 20;
  private static final String SECTION = "submodule";

  private Submodules() {}

  /** What is wrong with one of them, which the checker has found among the objects. */
  static Optional<String> fault(Repository repository, ObjectChecker found) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      for (var entry : found.getGitsubmodules()) {
        byte[] file = reader.open(entry.getBlobId(), Constants.OBJ_BLOB).getCachedBytes(LARGEST);
        Optional<String> fault = fault(new String(file, StandardCharsets.UTF_8));
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fault(String text) {
    var modules = new Config();
    try {
      modules.fromText(text);
    } catch (ConfigInvalidException e) {
      return Optional.of("a .gitmodules that cannot be read");
    }
    return modules.getSubsections(SECTION).stream()
        .filter(name -> isDangerous(modules, name))
        .findFirst()
        .map(name -> "a dangerous submodule: " + name);
  }

  private static boolean isDangerous(Config modules, String name) {
    return Arrays.asList(name.split("[/\\\\]", -1)).contains("..")
        || Stream.of("url", "path")
            .flatMap(key -> Stream.of(modules.getStringList(SECTION, name, key)))
            .anyMatch(value -> value.startsWith("-"));
  }
}
