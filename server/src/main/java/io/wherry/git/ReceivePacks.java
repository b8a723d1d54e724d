package io.wherry.git;

import io.wherry.access.Actor;
import io.wherry.http.Exchange.Grant;
import io.wherry.permission.Action;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.Upkeep;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.TransferConfig;
import org.eclipse.jgit.transport.resolver.ReceivePackFactory;
import org.eclipse.jgit.transport.resolver.ServiceNotAuthorizedException;

/** Makes what serves a push; insists that writing was granted. */
final class ReceivePacks implements ReceivePackFactory<HttpServletRequest> {
  private static final int SHARE_OF_PUSH = 4;

  private final GitRepositories repositories;
  private final GitLimits limits;
  private final Upkeep upkeep;
  private final Upkeep.Queue queue;
  private final BodyRoom room;

  ReceivePacks(GitRepositories repositories, GitLimits limits, Upkeep upkeep, Upkeep.Queue queue) {
    this.repositories = repositories;
    this.limits = limits;
    this.upkeep = upkeep;
    this.queue = queue;
    this.room = new BodyRoom(upkeep.budget().bytes());
  }

  @Override
  public ReceivePack create(HttpServletRequest request, Repository repository)
      throws ServiceNotAuthorizedException {
    Grant grant = GrantedRepositories.require(request, Action.WRITE);
    long project = grant.decision().project().id();
    var receive =
        new DurableReceivePack(
            repository, repositories, upkeep, room, limits.packPatience(), project);
    Actor actor = grant.decision().actor();
    receive.setRefLogIdent(new PersonIdent(actor.label(), ""));
    receive.setRefFilter(new ShownRefs(repositories, project));
    receive.setMaxCommandBytes(limits.maxCommandBytes());
    receive.setMaxPackSizeLimit(limits.maxPackBytes());
    receive.setMaxObjectSizeLimit(limits.maxObjectBytes());
    watch(receive, repository);
    receive.setRules(
        new PushRules(limits.maxRefs(), Rewriting.of(request), RightToPush.of(request)));
    receive.setPostReceiveHook((push, commands) -> queue.soon(project));
    return receive;
  }

  /** What is taken down meanwhile takes as much memory as the check that it may spare. */
  private void watch(DurableReceivePack receive, Repository repository) {
    ObjectChecker checker = new TransferConfig(repository).newReceiveObjectChecker();
    if (checker != null) {
      receive.watch(new PushedObjects(upkeep.budget().bytes() / SHARE_OF_PUSH), checker);
    }
  }
}
