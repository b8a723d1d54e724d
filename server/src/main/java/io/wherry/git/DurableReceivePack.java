package io.wherry.git;

import io.wherry.http.BrokenRequest;
import io.wherry.http.RefusedBody;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.Submodules;
import io.wherry.repository.Upkeep;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A push that survives a loss of power once it is acknowledged. JGit syncs the files; the entries
 * of their directories are synced here: the objects' before any ref is written, the refs' before
 * the client is told.
 */
final class DurableReceivePack extends ReceivePack {
  private static final Logger LOGGER = LoggerFactory.getLogger(DurableReceivePack.class);

  private static final String CANNOT_WRITE =
      "the server cannot write to its disk, which may be full";

  private static final String SAME = "somebody else is pushing the same; push again";

  private static final Set<Result> NOT_REFUSED = Set.of(Result.NOT_ATTEMPTED, Result.OK);

  private final GitRepositories repositories;
  private final Upkeep upkeep;
  private final BodyRoom room;
  private final Duration patience;
  private final long project;
  private @Nullable ObjectChecker checker;
  private @Nullable PushRules rules;

  DurableReceivePack(
      Repository repository,
      GitRepositories repositories,
      Upkeep upkeep,
      BodyRoom room,
      Duration patience,
      long project) {
    super(repository);
    this.repositories = repositories;
    this.upkeep = upkeep;
    this.room = room;
    this.patience = patience;
    this.project = project;
  }

  /** Has that note what comes, and then spares what it shows to be needless. */
  void watch(PushedObjects pushed, ObjectChecker checker) {
    this.checker = checker;
    setObjectChecker(new CollectingChecker(checker, pushed));
    connectivityChecker = new PushConnectivity(connectivityChecker, pushed, checker);
  }

  /** To be called before anything is received. */
  void setRules(PushRules rules) {
    this.rules = rules;
  }

  /**
   * The answer says by then why the pack was refused. JGit's servlet would throw that answer away
   * with the exception; and the client may still be sending.
   */
  @Override
  public void receiveWithExceptionPropagation(
      InputStream input, OutputStream output, @Nullable OutputStream messages) throws IOException {
    var answer = new PushAnswer(output);
    try (var watch = new PackWatch(room.part(), upkeep.budget().bytes(), this::storedSize)) {
      super.receiveWithExceptionPropagation(new WatchedPush(input, watch), answer, messages);
      answer.end();
    } catch (UnpackException e) {
      answer.end();
      if (isFaultOfClient(e.getCause())) {
        LOGGER.info("push refused: {}", String.valueOf(e.getCause()));
      } else {
        LOGGER.error("cannot take a push to project {}", project, e);
      }
      RefusedBody.drain(input);
    } catch (UncheckedIOException e) {
      // From the rules, which look into the repository as well, and the refs that are shown.
      explain(Optional.ofNullable(e.getCause()).orElseThrow(() -> e), answer);
    } catch (IOException e) {
      explain(e, answer);
    }
  }

  private long storedSize(ObjectId id) throws IOException {
    try (ObjectReader reader = getRepository().newObjectReader()) {
      return reader.getObjectSize(id, ObjectReader.OBJ_ANY);
    } catch (MissingObjectException e) {
      return -1;
    }
  }

  private void explain(IOException e, PushAnswer answer) throws IOException {
    Optional<String> why = whyAnswerIsMissing(e);
    if (why.isPresent() && answer.hasBegun()) {
      answer.end(why.get());
    } else {
      throw why.isPresent() ? new PackProtocolException(why.get(), e) : e;
    }
  }

  /** JGit writes its report at the very end; by then all may be done. */
  private Optional<String> whyAnswerIsMissing(IOException e) {
    if (!repositories.exists(project)) {
      return Optional.of(GitErrors.DELETED);
    }
    // Whoever pushed the same pack has removed its mark, or has not yet written its index.
    boolean same = isMarkGone(e) || e instanceof MissingObjectException;
    return same ? Optional.of(SAME) : Optional.empty();
  }

  /**
   * What JGit tells the client is the message of what is thrown: of a disk's error often a path.
   */
  @Override
  protected void receivePackAndCheckConnectivity() throws IOException {
    try {
      super.receivePackAndCheckConnectivity();
      refuseDangerousSubmodules();
    } catch (IOException e) {
      if (!repositories.exists(project)) {
        removeRemains();
        throw new PackProtocolException(GitErrors.DELETED, e);
      }
      if (e instanceof LockFailedException) {
        throw new PackProtocolException(SAME, e);
      }
      boolean passOn = isFaultOfClient(e) || BrokenRequest.causes(e);
      throw passOn ? e : new IOException(CANNOT_WRITE, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // JGit's type for a bad submodule is not public.
      throw new IOException(e);
    }
  }

  private void refuseDangerousSubmodules() throws IOException {
    if (checker != null) {
      Optional<String> fault = Submodules.fault(getRepository(), checker);
      if (fault.isPresent()) {
        throw new PackProtocolException("the push has " + fault.get());
      }
    }
  }

  /** The mark that keeps a new pack from being repacked, which is removed at the very end. */
  private static boolean isMarkGone(IOException e) {
    return e.getCause() instanceof NoSuchFileException gone && gone.getFile().endsWith(".keep");
  }

  private static boolean isFaultOfClient(@Nullable Throwable cause) {
    return cause instanceof CorruptObjectException
        || cause instanceof IncorrectObjectTypeException
        || cause instanceof MissingObjectException
        || cause instanceof PackProtocolException
        || cause instanceof TooLargePackException
        || cause instanceof TooLargeObjectInPackException
        || cause instanceof EOFException
        || cause instanceof CappedBody.Broken;
  }

  /**
   * Waits for the end of a repack, which would have the refs locked. The rules come after that:
   * what changed meanwhile counts. Who is refused in any case does not wait.
   */
  @Override
  protected void executeCommands() {
    try {
      Optional<Lock> lock = upkeep.keepAway(project, Duration.ZERO);
      if (lock.isEmpty() && !judge().isEmpty()) {
        lock = upkeep.keepAway(project, patience);
      }
      if (lock.isEmpty()) {
        reject(pending(), "the repository is being repacked; push again in a while");
        return;
      }
      try {
        execute(judge());
      } finally {
        lock.get().unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reject(pending(), "the server is stopping");
    }
  }

  private List<ReceiveCommand> pending() {
    return filterCommands(Result.NOT_ATTEMPTED);
  }

  /** Those that are not refused. */
  private List<ReceiveCommand> judge() {
    if (rules == null) {
      throw new IllegalStateException("there are no rules for this push");
    }
    List<ReceiveCommand> commands = pending();
    if (!commands.isEmpty()) {
      rules.apply(this, commands);
    }
    if (isAtomic() && pending().size() < commands.size()) {
      ReceiveCommand.abort(commands);
    }
    return pending();
  }

  private void execute(List<ReceiveCommand> commands) {
    if (commands.isEmpty()) {
      return;
    }
    try {
      repositories.persistObjects(project);
      super.executeCommands();
      commands.stream().filter(DurableReceivePack::hasFailed).forEach(this::explain);
      repositories.persistRefs(project, commands.stream().map(ReceiveCommand::getRefName).toList());
      if (!repositories.exists(project)) {
        // A command deleted it just now, and the refs were written to where it was.
        removeRemains();
        reject(commands, GitErrors.DELETED);
      }
    } catch (IOException e) {
      if (repositories.exists(project)) {
        LOGGER.error("cannot make a push to project {} durable", project, e);
        reject(commands, CANNOT_WRITE);
      } else {
        reject(commands, GitErrors.DELETED);
      }
    }
  }

  /** What this push has written to where its repository was. */
  private void removeRemains() {
    try {
      repositories.deleteRemains(project);
    } catch (IOException e) {
      LOGGER.warn("cannot remove what is left of project {}", project, e);
    }
  }

  /** By the disk, not by the push: that has been checked before. */
  private static boolean hasFailed(ReceiveCommand command) {
    return command.getResult() == Result.REJECTED_OTHER_REASON
        && !ReceiveCommand.isTransactionAborted(command);
  }

  private void explain(ReceiveCommand command) {
    LOGGER.error(
        "cannot write {} of project {}: {}",
        command.getRefName(),
        project,
        String.valueOf(command.getMessage()));
    command.setResult(Result.REJECTED_OTHER_REASON, CANNOT_WRITE);
  }

  private static void reject(List<ReceiveCommand> commands, String why) {
    commands.stream()
        .filter(command -> NOT_REFUSED.contains(command.getResult()))
        .forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, why));
  }
}
