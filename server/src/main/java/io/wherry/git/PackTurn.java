package io.wherry.git;

import io.wherry.repository.GitRepositories;
import io.wherry.repository.PackBudget.Busy;
import io.wherry.repository.PackBudget.Share;
import io.wherry.repository.Upkeep;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.Lock;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PreUploadHook;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one fetch wait for its turn before its pack is made: for memory, and for the end of a
 * repack. Gives both back at the end, in the same thread.
 */
final class PackTurn implements PreUploadHook {
  private static final Logger LOGGER = LoggerFactory.getLogger(PackTurn.class);
  private static final String ATTRIBUTE = PackTurn.class.getName();

  private final GitRepositories repositories;
  private final Upkeep upkeep;
  private final Duration patience;
  private final long project;
  private @Nullable Share share;
  private @Nullable Lock lock;

  PackTurn(GitRepositories repositories, Upkeep upkeep, Duration patience, long project) {
    this.repositories = repositories;
    this.upkeep = upkeep;
    this.patience = patience;
    this.project = project;
  }

  /** Lets {@link #end} find it. */
  PackTurn of(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
    return this;
  }

  /** Without effect where no pack was made. */
  static void end(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof PackTurn turn) {
      turn.end();
    }
  }

  private void end() {
    if (share != null) {
      share.close();
      share = null;
    }
    if (lock != null) {
      lock.unlock();
      lock = null;
    }
  }

  @Override
  public void onSendPack(
      UploadPack upload, Collection<? extends ObjectId> wants, Collection<? extends ObjectId> haves)
      throws ServiceMayNotContinueException {
    try {
      prepare();
      lock = upkeep.keepAway(project, patience).orElseThrow(Busy::new);
      share = upkeep.budget().take(repositories.growth(project));
    } catch (Busy e) {
      throw new ServiceMayNotContinueException(String.valueOf(e.getMessage()), e);
    } catch (RepositoryNotFoundException e) {
      throw new ServiceMayNotContinueException(GitErrors.DELETED, e);
    } catch (IOException e) {
      // A fault of the server's disk: its message, often a path, is not for the client.
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceMayNotContinueException("the server is stopping", e);
    }
  }

  private void prepare() throws IOException, InterruptedException {
    try {
      upkeep.prepareToServe(project);
    } catch (RepositoryNotFoundException e) {
      throw e;
    } catch (IOException e) {
      LOGGER.warn("cannot repack project {} before it is served", project, e);
    }
  }

  @Override
  public void onBeginNegotiateRound(
      UploadPack upload, Collection<? extends ObjectId> wants, int offered) {}

  @Override
  public void onEndNegotiateRound(
      UploadPack upload,
      Collection<? extends ObjectId> wants,
      int common,
      int notFound,
      boolean ready) {}
}
