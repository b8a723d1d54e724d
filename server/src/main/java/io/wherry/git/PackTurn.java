package io.wherry.git;

import io.wherry.git.PackBudget.Busy;
import io.wherry.git.PackBudget.Share;
import io.wherry.repository.GitRepositories;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Collection;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PreUploadHook;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/**
 * Makes one fetch wait for its turn before its pack is made, and gives the turn back at the end.
 */
final class PackTurn implements PreUploadHook {
  private static final String ATTRIBUTE = PackTurn.class.getName();

  private final PackBudget budget;
  private final GitRepositories repositories;
  private final long project;
  private @Nullable Share share;

  PackTurn(PackBudget budget, GitRepositories repositories, long project) {
    this.budget = budget;
    this.repositories = repositories;
    this.project = project;
  }

  /** Lets {@link #end} find it. */
  PackTurn of(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
    return this;
  }

  /** Without effect where no pack was made. */
  static void end(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof PackTurn turn && turn.share != null) {
      turn.share.close();
      turn.share = null;
    }
  }

  @Override
  public void onSendPack(
      UploadPack upload, Collection<? extends ObjectId> wants, Collection<? extends ObjectId> haves)
      throws ServiceMayNotContinueException {
    try {
      share = budget.take(repositories.growth(project));
    } catch (Busy | IOException e) {
      throw new ServiceMayNotContinueException(String.valueOf(e.getMessage()), e);
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
