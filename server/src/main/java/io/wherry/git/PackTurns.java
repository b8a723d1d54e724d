package io.wherry.git;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.PackBudget.Busy;
import io.wherry.repository.PackBudget.Share;
import io.wherry.repository.Upkeep;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes each fetch wait for its turn: for memory, and for the end of a repack. Thread-safe. */
public final class PackTurns {
  private static final Logger LOGGER = LoggerFactory.getLogger(PackTurns.class);

  private final GitRepositories repositories;
  private final Upkeep upkeep;
  private final Duration patience;

  /**
   * @param patience how long one waits for the end of a repack
   */
  public PackTurns(GitRepositories repositories, Upkeep upkeep, Duration patience) {
    this.repositories = repositories;
    this.upkeep = upkeep;
    this.patience = patience;
  }

  /** To be given back by the thread that took it. */
  record Turn(Lock lock, Share share) implements AutoCloseable {
    @Override
    public void close() {
      share.close();
      lock.unlock();
    }
  }

  /**
   * A turn to look for objects of that project and to make a pack of them.
   *
   * <p>Throws {@code BUSY} where it does not come in time, and {@link RepositoryNotFoundException}.
   */
  Turn take(long project) throws IOException {
    try {
      prepare(project);
      Lock lock = upkeep.keepAway(project, patience).orElseThrow(Busy::new);
      boolean taken = false;
      try {
        var turn = new Turn(lock, upkeep.budget().take(repositories.growth(project)));
        taken = true;
        return turn;
      } finally {
        if (!taken) {
          lock.unlock();
        }
      }
    } catch (Busy e) {
      throw new ProblemException(Problem.BUSY, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.BUSY, "the server is stopping");
    }
  }

  private void prepare(long project) throws IOException, InterruptedException {
    try {
      upkeep.prepareToServe(project);
    } catch (RepositoryNotFoundException e) {
      throw e;
    } catch (IOException e) {
      LOGGER.warn("cannot repack project {} before it is served", project, e);
    }
  }
}
