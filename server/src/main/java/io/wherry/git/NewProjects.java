package io.wherry.git;

import io.wherry.access.Actor.UserActor;
import io.wherry.access.Decision;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Decision.Granted;
import io.wherry.access.Reason;
import io.wherry.access.Resource;
import io.wherry.http.Exchange;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Visibility;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.GitRepositories.Content;
import io.wherry.repository.ProjectDesk;
import java.io.IOException;
import java.util.Optional;

/** Makes a private project for a push to a path where there is none, in a group where one may. */
final class NewProjects {
  static final String REQUIREMENT =
      Action.WRITE + " on " + Area.NEW_REPOSITORY + " of its group is granted";

  private final ProjectDesk projects;

  NewProjects(ProjectDesk projects) {
    this.projects = projects;
  }

  /** Goes on only where pushing is granted, if need be to a project that is new. */
  void require(Exchange exchange) throws IOException {
    String path = exchange.variable("project");
    var project = Resource.project(Area.REPOSITORY, new NamespaceRef.ByPath(path));
    Decision decision = exchange.ask(project, Action.WRITE);
    if (decision instanceof Denied denied
        && denied.reason() == Reason.NO_SUCH_PLACE
        && denied.actor() instanceof UserActor) {
      create(exchange, path);
      decision = exchange.ask(project, Action.WRITE);
    }
    exchange.accept(decision, Action.WRITE);
  }

  private void create(Exchange exchange, String path) throws IOException {
    Optional<NamespacePath> wanted = validPath(path);
    if (wanted.flatMap(NamespacePath::parent).isEmpty()) {
      return;
    }
    var group =
        Resource.group(
            Area.NEW_REPOSITORY,
            new NamespaceRef.ByPath(
                wanted.flatMap(NamespacePath::parent).orElseThrow().toString()));
    if (!(exchange.ask(group, Action.WRITE) instanceof Granted granted)) {
      return;
    }
    try {
      projects.create(
          NamespaceDraft.of(wanted.get(), Visibility.PRIVATE), Content.EMPTY, exchange.by(granted));
    } catch (ProblemException e) {
      // Somebody else was faster; and what is in the way otherwise is told by the decision.
      if (e.problem() != Problem.CONFLICT && e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
    }
  }

  private static Optional<NamespacePath> validPath(String path) {
    try {
      return Optional.of(NamespacePath.parse(path));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }
}
