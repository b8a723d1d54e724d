package io.wherry.repository.importing;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.Submodules;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingBundlePrerequisiteException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.TransportBundleStream;
import org.eclipse.jgit.transport.URIish;

/**
 * Takes a bundle into a repository: objects, a check that none is missing, refs, HEAD.
 *
 * <p>JGit's own fetch is not used: it stores refs under whatever name a bundle gives them, even
 * outside the repository.
 */
final class Arrival {
  private static final Set<RefUpdate.Result> LINKED =
      Set.of(RefUpdate.Result.NEW, RefUpdate.Result.FORCED, RefUpdate.Result.NO_CHANGE);

  private final Repository target;
  private final Path source;

  /** The source is only what messages call it. */
  Arrival(Repository target, Path source) {
    this.target = target;
    this.source = source;
  }

  void take(Bundle bundle) throws IOException {
    Collection<Ref> advertised = fetch(bundle.file());
    storeRefs(wanted(advertised));
    Optional<String> branch = DefaultBranch.among(advertised, bundle.branches());
    if (branch.isPresent()) {
      pointHeadTo(branch.get());
    }
  }

  private static List<Ref> wanted(Collection<Ref> refs) {
    return refs.stream().filter(ref -> Bundle.keeps(ref.getName())).toList();
  }

  private Collection<Ref> fetch(Path bundle) throws IOException {
    var name = new URIish().setPath(source.toString());
    try (InputStream in = Files.newInputStream(bundle);
        var transport = new TransportBundleStream(target, name, in);
        FetchConnection connection = transport.openFetch()) {
      ObjectChecker checker =
          new ObjectChecker().setAllowInvalidPersonIdent(true).setAllowLeadingZeroFileMode(true);
      transport.setObjectChecker(checker);
      fetch(connection, checker);
      return connection.getRefs();
    } catch (MissingBundlePrerequisiteException e) {
      throw invalid("builds on commits that it does not hold");
    } catch (MissingObjectException e) {
      throw invalid("lacks object " + e.getObjectId().name());
    } catch (IncorrectObjectTypeException | CorruptObjectException e) {
      throw invalid("is damaged: " + e.getMessage());
    } catch (TransportException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (isFaultOfSource(cause)) {
        throw invalid("is damaged: " + cause.getMessage());
      }
      throw e;
    }
  }

  private void fetch(FetchConnection connection, ObjectChecker checker) throws IOException {
    List<Ref> wanted = wanted(connection.getRefs());
    if (!wanted.isEmpty()) {
      connection.fetch(NullProgressMonitor.INSTANCE, wanted, Set.of());
      checkComplete(wanted);
      Optional<String> fault = Submodules.fault(target, checker);
      if (fault.isPresent()) {
        throw invalid("has " + fault.get());
      }
    } else if (!connection.getRefs().isEmpty()) {
      throw Bundle.nothingKept(source);
    }
  }

  /** Not, for example, that a disk is full. */
  private static boolean isFaultOfSource(Throwable cause) {
    return !(cause instanceof IOException)
        || cause instanceof TransportException
        || cause instanceof EOFException
        || cause instanceof CorruptObjectException
        || cause instanceof MissingObjectException;
  }

  private void checkComplete(List<Ref> refs) throws IOException {
    try (var walk = new ObjectWalk(target)) {
      for (Ref ref : refs) {
        RevObject tip = walk.parseAny(ref.getObjectId());
        if (ref.getName().startsWith(Constants.R_HEADS) && !(tip instanceof RevCommit)) {
          throw invalid("has a branch that is no commit: " + ref.getName());
        }
        walk.markStart(tip);
      }
      walk.checkConnectivity();
    }
  }

  private void storeRefs(List<Ref> refs) throws IOException {
    BatchRefUpdate update = target.getRefDatabase().newBatchUpdate();
    for (Ref ref : refs) {
      update.addCommand(new ReceiveCommand(ObjectId.zeroId(), ref.getObjectId(), ref.getName()));
    }
    try (var walk = new ObjectWalk(target)) {
      update.execute(walk, NullProgressMonitor.INSTANCE);
    }
    Optional<ReceiveCommand> failed =
        update.getCommands().stream()
            .filter(command -> command.getResult() != ReceiveCommand.Result.OK)
            .max(Comparator.comparing(Arrival::isCulprit));
    if (failed.isPresent()) {
      throw invalid("has refs that cannot stand together, such as " + failed.get().getRefName());
    }
  }

  /** All others fail with it, and say so by another result. */
  private static boolean isCulprit(ReceiveCommand command) {
    return command.getResult() == ReceiveCommand.Result.LOCK_FAILURE;
  }

  private void pointHeadTo(String branch) throws IOException {
    RefUpdate.Result result = target.updateRef(Constants.HEAD).link(branch);
    if (!LINKED.contains(result)) {
      throw new IOException("HEAD cannot name %s: %s".formatted(branch, result));
    }
  }

  private ProblemException invalid(String fault) {
    return new ProblemException(Problem.INVALID, source + " " + fault);
  }
}
