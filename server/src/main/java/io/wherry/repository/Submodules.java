package io.wherry.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
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
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Looks for submodules that would have a client write outside of its clone or run a program.
 *
 * @see <a href="https://git-scm.com/docs/git-fsck">gitmodulesName, gitmodulesPath,
 *     gitmodulesUrl</a>
 */
public final class Submodules {
  private static final int LARGEST = 1 << 20;
  private static final String SECTION = "submodule";

  /** Without them it is seen what is meant, however it is written. */
  private static final Pattern QUOTES = Pattern.compile("[\"\\\\]");

  /** A name with dots or that begins with a dash, or a value that does. */
  private static final Pattern LOOKS_DANGEROUS =
      Pattern.compile("(?i)\\[\\s*submodule([\\s.]*-|[^\\n]*\\.\\.)|=\\s*-");

  private Submodules() {}

  /**
   * Has the checker find those of the commits that these reach and those others do not. It finds
   * them by itself where it sees the trees come.
   */
  public static void collect(
      Repository repository, Collection<ObjectId> tips, Set<ObjectId> others, ObjectChecker checker)
      throws IOException {
    Set<ObjectId> looked = new HashSet<>();
    try (var walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      mark(walk, tips, walk::markStart);
      mark(walk, others, walk::markUninteresting);
      for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
        ObjectId tree = commit.getTree().copy();
        if (looked.add(tree)) {
          checker.checkTree(tree, walk.getObjectReader().open(tree).getCachedBytes());
        }
      }
    }
  }

  private interface Mark {
    void set(RevCommit commit) throws IOException;
  }

  private static void mark(RevWalk walk, Collection<ObjectId> ids, Mark mark) throws IOException {
    for (ObjectId id : ids) {
      if (walk.peel(walk.parseAny(id)) instanceof RevCommit commit) {
        mark.set(commit);
      }
    }
  }

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
      return LOOKS_DANGEROUS.matcher(QUOTES.matcher(text).replaceAll("")).find()
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
