package io.wherry.repository.importing;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.pack.PackConfig;

/** A repository in a directory of this machine. */
final class RepositorySource implements Source {
  private final File directory;
  private final Path name;

  /** The directory is the Git directory itself; the name is what the user called it. */
  RepositorySource(File directory, Path name) {
    this.directory = directory;
    this.name = name;
  }

  @Override
  public Bundle bundle(Path room) throws IOException {
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(directory).setMustExist(true).build()) {
      refuseOtherKinds(repository);
      Path file = room.resolve("repository.bundle");
      Map<String, ObjectId> refs = refs(repository);
      if (refs.isEmpty() && hasHistory(repository)) {
        throw Bundle.nothingKept(name);
      }
      Bundle.write(file, repository, refs, compression());
      return new Bundle(file, branches(repository));
    } catch (MissingObjectException e) {
      throw new ProblemException(
          Problem.INVALID, "%s lacks object %s".formatted(name, e.getObjectId().name()));
    } catch (CorruptObjectException | EOFException e) {
      throw new ProblemException(Problem.INVALID, name + " is damaged: " + e.getMessage());
    }
  }

  private void refuseOtherKinds(Repository repository) throws IOException {
    String format = repository.getConfig().getString("extensions", null, "objectFormat");
    if (format != null && !format.equals("sha1")) {
      throw new ProblemException(
          Problem.UNSUPPORTED, "%s names its objects by %s, not by sha1".formatted(name, format));
    }
    if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
      throw new ProblemException(
          Problem.INVALID, name + " is a shallow clone: fetch the whole history first");
    }
  }

  /** With HEAD where it agrees with a branch, so that it is known which ones it agrees with. */
  private static Map<String, ObjectId> refs(Repository repository) throws IOException {
    var refs = new TreeMap<String, ObjectId>();
    for (String prefix : Bundle.PREFIXES) {
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
        if (ref.getObjectId() != null && Bundle.keeps(ref.getName())) {
          refs.put(ref.getName(), ref.getObjectId());
        }
      }
    }
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head != null && refs.containsValue(head)) {
      refs.put(Constants.HEAD, head);
    }
    return refs;
  }

  private static boolean hasHistory(Repository repository) throws IOException {
    return repository.resolve(Constants.HEAD) != null
        || !repository.getRefDatabase().getRefsByPrefix(Constants.R_REFS).isEmpty();
  }

  private static List<String> branches(Repository repository) throws IOException {
    var branches = new ArrayList<String>();
    String current = repository.getFullBranch();
    if (current != null) {
      branches.add(current);
    }
    branches.addAll(Bundle.USUAL_BRANCHES);
    return branches;
  }

  /** Packs are copied as they are: to compress them anew is the work of the next repack. */
  private static PackConfig compression() {
    var compression = new PackConfig();
    compression.setDeltaCompress(false);
    return compression;
  }
}
