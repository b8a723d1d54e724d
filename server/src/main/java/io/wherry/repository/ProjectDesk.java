package io.wherry.repository;

import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.repository.GitRepositories.Content;
import java.io.IOException;

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
      repositories.create(id, DEFAULT_BRANCH, content);
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
    repositories.maintain(project.id());
  }

  /** Removes a project, its tokens and its repository. */
  public void delete(Namespace project) throws IOException {
    namespaces.delete(project.id());
    repositories.delete(project.id());
  }
}
