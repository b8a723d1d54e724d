package io.wherry.git;

import io.wherry.repository.GitRepositories;
import io.wherry.repository.Upkeep;
import jakarta.servlet.http.HttpServlet;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.AsIsFileService;

/** JGit's servlet, set up to serve what was granted and nothing else. */
public final class GitBackend {
  private GitBackend() {}

  public static HttpServlet servlet(
      GitRepositories repositories, GitLimits limits, Upkeep upkeep, Upkeep.Queue queue) {
    var errors = new GitErrors(repositories);
    var servlet = new GitServlet();
    servlet.setRepositoryResolver(new GrantedRepositories(repositories));
    servlet.setUploadPackFactory(new UploadPacks(repositories));
    servlet.setReceivePackFactory(new ReceivePacks(repositories, limits, upkeep, queue));
    servlet.setUploadPackErrorHandler(errors);
    servlet.setReceivePackErrorHandler(errors);
    // The files of a repository are nobody's business.
    servlet.setAsIsFileService(AsIsFileService.DISABLED);
    return servlet;
  }
}
