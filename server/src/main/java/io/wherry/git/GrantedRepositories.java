package io.wherry.git;

import io.wherry.http.Exchange.Grant;
import io.wherry.permission.Action;
import io.wherry.repository.GitRepositories;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.resolver.RepositoryResolver;
import org.eclipse.jgit.transport.resolver.ServiceNotAuthorizedException;

/**
 * Opens the project that was granted, whatever the URL says. A request that reached JGit without a
 * grant opens nothing.
 */
final class GrantedRepositories implements RepositoryResolver<HttpServletRequest> {
  private static final String GRANT = GrantedRepositories.class.getName();

  private final GitRepositories repositories;

  GrantedRepositories(GitRepositories repositories) {
    this.repositories = repositories;
  }

  static void attach(ServletRequest request, Grant grant) {
    request.setAttribute(GRANT, grant);
  }

  /** The grant of a request that has been let through. */
  static Grant grant(ServletRequest request) {
    if (request.getAttribute(GRANT) instanceof Grant grant) {
      return grant;
    }
    throw new IllegalStateException("nothing was granted");
  }

  /** The grant of this request, if it is one for that action. */
  static Grant require(ServletRequest request, Action action) throws ServiceNotAuthorizedException {
    if (request.getAttribute(GRANT) instanceof Grant grant && grant.action() == action) {
      return grant;
    }
    throw new ServiceNotAuthorizedException();
  }

  @Override
  public Repository open(HttpServletRequest request, String name)
      throws RepositoryNotFoundException, ServiceNotAuthorizedException {
    if (!(request.getAttribute(GRANT) instanceof Grant grant)) {
      throw new ServiceNotAuthorizedException();
    }
    try {
      return repositories.open(grant.decision().project().id());
    } catch (RepositoryNotFoundException e) {
      throw e;
    } catch (IOException e) {
      // JGit would send the message, often a path, to the client; the router does not.
      throw new UncheckedIOException(e);
    }
  }
}
