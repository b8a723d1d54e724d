package io.wherry.repository;

import io.wherry.repository.PackBudget.Share;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jgit.errors.RepositoryNotFoundException;

/**
 * Repacks repositories when they have grown enough, and never while a pack of theirs is being sent
 * or refs are written: JGit copies whole packs from their files, which a repack removes, and a
 * repack locks the refs that it packs. Thread-safe.
 */
public final class Upkeep {
  /** Who wants to fetch waits as long, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A repack brings them into one file. */
  private static final int MANY_LOOSE_REFS = 1000;

  private final GitRepositories repositories;
  private final PackBudget budget;
  private final Map<Long, ReadWriteLock> locks = new ConcurrentHashMap<>();

  /** Repositories that a fetch tried to repack and could not, until they are repacked. */
  private final Set<Long> inVain = ConcurrentHashMap.newKeySet();

  public Upkeep(GitRepositories repositories, PackBudget budget) {
    this.repositories = repositories;
    this.budget = budget;
  }

  /** Where work that is due is done later, one repository at a time. */
  @FunctionalInterface
  public interface Queue {

    /** Has a repository looked after soon; returns at once and does not fail. */
    void soon(long projectId);
  }

  /** What packs are made within. */
  public PackBudget budget() {
    return budget;
  }

  /**
   * Keeps a repack away until the lock is released, by the same thread; empty where one is running
   * and does not end in time.
   */
  public Optional<Lock> keepAway(long projectId, Duration patience) throws InterruptedException {
    Lock reading = lock(projectId).readLock();
    return reading.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)
        ? Optional.of(reading)
        : Optional.empty();
  }

  /**
   * Repacks at once what would be costly to serve as it is, such as after a large push: the first
   * fetch does it, the others find it done. Where it cannot be done now, fetches do without until
   * the job has done it.
   */
  public void prepareToServe(long projectId) throws IOException, InterruptedException {
    if (inVain.contains(projectId) || !repositories.growth(projectId).isHeavyToServe()) {
      return;
    }
    boolean done = false;
    try {
      done = doWhatIsDue(projectId);
    } finally {
      if (!done) {
        inVain.add(projectId);
      }
    }
  }

  /**
   * Repacks if enough has come since the last time; a deleted project needs nothing.
   *
   * @return false where packs are being made or sent for long, so that it has to be tried again
   */
  public boolean doWhatIsDue(long projectId) throws IOException, InterruptedException {
    try {
      Growth growth = repositories.growth(projectId);
      return !isDue(projectId, growth) || repackInTurn(projectId, growth);
    } catch (RepositoryNotFoundException e) {
      locks.remove(projectId);
      inVain.remove(projectId);
      return true;
    }
  }

  private boolean repackInTurn(long projectId, Growth growth)
      throws IOException, InterruptedException {
    Optional<Share> turn = budget.takeToRepack(growth);
    if (turn.isEmpty()) {
      return false;
    }
    try (Share held = turn.get()) {
      // Somebody else may have done it meanwhile.
      return !isDue(projectId, repositories.growth(projectId)) || repackAlone(projectId);
    }
  }

  private boolean isDue(long projectId, Growth growth) throws IOException {
    return growth.callsForRepack() || repositories.hasLooseRefs(projectId, MANY_LOOSE_REFS);
  }

  /**
   * Removes a repository once nobody is being served from it; without effect where there is none.
   *
   * @return false where packs are being sent for long, so that it has to be tried again
   */
  public boolean remove(long projectId) throws IOException, InterruptedException {
    Lock alone = lock(projectId).writeLock();
    if (!alone.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      repositories.delete(projectId);
    } finally {
      alone.unlock();
    }
    locks.remove(projectId);
    inVain.remove(projectId);
    return true;
  }

  private boolean repackAlone(long projectId) throws IOException, InterruptedException {
    Lock alone = lock(projectId).writeLock();
    if (!alone.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      repositories.maintain(projectId);
      inVain.remove(projectId);
      return true;
    } finally {
      alone.unlock();
    }
  }

  private ReadWriteLock lock(long projectId) {
    return locks.computeIfAbsent(projectId, id -> new ReentrantReadWriteLock(true));
  }
}
