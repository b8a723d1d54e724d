package io.wherry.repository;

import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * Creates and deletes projects together with their repositories: bytes first, then the row that
 * makes them visible; on deletion the other way round. Thread-safe.
 */
public final class ProjectDesk {
  private static final String DEFAULT_BRANCH = "main";

  private final Namespaces namespaces;
  private final GitRepositories repositories;

  public ProjectDesk(Namespaces namespaces, GitRepositories repositories) {
    this.namespaces = namespaces;
    this.repositories = repositories;
  }

  /** What fills a new repository before anybody can see it. */
  @FunctionalInterface
  public interface Content {
    Content EMPTY = repository -> {};

    void fill(Repository repository) throws IOException;
  }

  /**
   * Makes a project with that content. Where anything fails, nothing of it remains.
   *
   * @throws IOException where the repository cannot be written
   */
  public Project create(NamespacePath path, Visibility visibility, Content content)
      throws IOException {
    namespaces.checkFree(path);
    long id = namespaces.reserveId();
    boolean done = false;
    try {
      repositories.create(id, DEFAULT_BRANCH);
      fill(id, content);
      Project project = namespaces.createProject(id, path, visibility);
      done = true;
      return project;
    } finally {
      if (!done) {
        repositories.delete(id);
      }
    }
  }

  /** Repacks now, whatever has changed. */
  public void maintain(Project project) throws IOException {
    repositories.maintain(project.id(), UpkeepKind.REGULAR);
  }

  private void fill(long id, Content content) throws IOException {
    try (Repository repository = repositories.open(id)) {
      content.fill(repository);
      if (repositories.growth(id).newPacks() > 0) {
        // Without a bitmap the first clones would cost many times the memory and time.
        repositories.maintain(id, UpkeepKind.AFTER_IMPORT);
      }
      repositories.persistObjects(id);
      List<Ref> refs = repository.getRefDatabase().getRefs();
      repositories.persistRefs(id, refs.stream().map(Ref::getName).toList());
    }
  }

  /** Removes a project, its tokens and its repository. */
  public void delete(Namespace project) throws IOException {
    namespaces.delete(project.id());
    repositories.delete(project.id());
  }
}
