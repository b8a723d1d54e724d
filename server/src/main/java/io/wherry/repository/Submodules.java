package io.wherry.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Looks for submodules that would have a client write outside of its clone or run a program.
 *
 * @see <a href="https://git-scm.com/docs/git-fsck">gitmodulesName, gitmodulesPath,
 *     gitmodulesUrl</a>
 */
public final class Submodules {
  private static final int LARGEST = 1 << 20;
  private static final String SECTION = "submodule";

  /** A name with dots for a directory, or a name or value that begins with a dash. */
  private static final Pattern LOOKS_DANGEROUS =
      Pattern.compile("\\[\\s*submodule\\s*\"([^\"\\n]*[/\\\\])?(\\.\\.[/\\\\\"]|-)|=\\s*\"?-");

  private Submodules() {}

  /** What is wrong with one of them, which the checker has found among the objects. */
  public static Optional<String> fault(Repository repository, ObjectChecker found)
      throws IOException {
    // Nearly every commit has the same one.
    Set<ObjectId> files =
        found.getGitsubmodules().stream()
            .map(entry -> entry.getBlobId().copy())
            .collect(Collectors.toSet());
    try (ObjectReader reader = repository.newObjectReader()) {
      for (ObjectId file : files) {
        // A commit of another repository may be called like that, which is not here.
        Optional<String> fault = reader.has(file) ? fault(reader.open(file)) : Optional.empty();
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fault(ObjectLoader file) throws IOException {
    if (file.getType() != Constants.OBJ_BLOB) {
      return Optional.empty();
    }
    if (file.getSize() > LARGEST) {
      return Optional.of("a .gitmodules of more than " + LARGEST + " bytes");
    }
    return fault(new String(file.getCachedBytes(LARGEST), StandardCharsets.UTF_8));
  }

  private static Optional<String> fault(String text) {
    var modules = new Config();
    try {
      modules.fromText(text);
    } catch (ConfigInvalidException e) {
      // Old history has such files, with the marks of a conflict; no submodule comes of them.
      return LOOKS_DANGEROUS.matcher(text).find()
          ? Optional.of("a .gitmodules that cannot be read and looks dangerous")
          : Optional.empty();
    }
    return modules.getSubsections(SECTION).stream()
        .filter(name -> isDangerous(modules, name))
        .findFirst()
        .map(name -> "a dangerous submodule: " + name);
  }

  private static boolean isDangerous(Config modules, String name) {
    return name.startsWith("-")
        || Arrays.asList(name.split("[/\\\\]", -1)).contains("..")
        || Stream.of("url", "path")
            .flatMap(key -> Stream.of(modules.getStringList(SECTION, name, key)))
            // JGit has null for an empty value.
            .anyMatch(value -> value != null && value.startsWith("-"));
  }
}
