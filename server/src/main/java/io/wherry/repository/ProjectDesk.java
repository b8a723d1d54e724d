package io.wherry.repository;

import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespaceDraft.Founder;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Note;
import io.wherry.namespace.Project;
import io.wherry.repository.GitRepositories.Content;
import java.io.IOException;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * Makes, changes, moves and deletes projects together with their repositories, and notes who did:
 * bytes first, then the row that makes them visible; on deletion the other way round. Thread-safe.
 */
public final class ProjectDesk {
  private static final String DEFAULT_BRANCH = "main";

  private final Namespaces namespaces;
  private final GitRepositories repositories;
  private final Removal removal;
  private final Clock clock;

  public ProjectDesk(
      Namespaces namespaces, GitRepositories repositories, Removal removal, Clock clock) {
    this.namespaces = namespaces;
    this.repositories = repositories;
    this.removal = removal;
    this.clock = clock;
  }

  /** What becomes of the repository of a project that is no more. */
  @FunctionalInterface
  public interface Removal {

    /** Removes it, now or as soon as nobody is being served from it. */
    void remove(long projectId) throws IOException;
  }

  /**
   * Makes a project with that content. Where anything fails, nothing of it remains.
   *
   * @throws IOException where the repository cannot be written
   */
  public Project create(NamespaceDraft draft, Content content, By by) throws IOException {
    namespaces.checkFree(draft.path());
    long id = namespaces.reserveId();
    boolean done = false;
    try {
      repositories.create(id, DEFAULT_BRANCH, content);
      Project project = namespaces.createProject(id, draft, note("project_created", by));
      done = true;
      return project;
    } finally {
      if (!done) {
        repositories.delete(id);
      }
    }
  }

  public Project change(Project project, UnaryOperator<Project> change, By by) {
    return (Project)
        namespaces.update(
            project.id(),
            found -> change.apply((Project) found),
            changed ->
                note("project_updated", by)
                    .of(changed)
                    .with("name", changed.about().name())
                    .with("visibility", changed.visibility())
                    .with("repository", ((Project) changed).features().repository())
                    .with("rewriting", ((Project) changed).features().rewriting()));
  }

  /**
   * The former path works until it is used again.
   *
   * @param target gets the path that the project has now
   */
  public Project move(Project project, UnaryOperator<NamespacePath> target, By by) {
    return (Project)
        namespaces.move(
            project.id(),
            target,
            Founder.NOBODY,
            (moved, former) -> note("project_path_updated", by).of(moved).with("from", former));
  }

  public Project move(Project project, NamespacePath target, By by) {
    return move(project, former -> target, by);
  }

  /** Repacks now, whatever has changed. */
  public void maintain(Project project) throws IOException {
    repositories.maintain(project.id());
  }

  /** Removes a project with its tokens and members, and then its repository. */
  public void delete(Project project, By by) throws IOException {
    namespaces.delete(project.id(), note("project_destroyed", by));
    removeBytes(project);
  }

  /** Of a project whose row is gone. */
  void removeBytes(Project project) throws IOException {
    removal.remove(project.id());
  }

  private Note note(String type, By by) {
    return changed -> AuditEvent.of(clock.instant(), by, type, changed.subject());
  }
}
