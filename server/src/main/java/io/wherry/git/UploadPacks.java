package io.wherry.git;

import io.wherry.http.Exchange.Grant;
import io.wherry.permission.Action;
import io.wherry.repository.GitRepositories;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.resolver.ServiceNotAuthorizedException;
import org.eclipse.jgit.transport.resolver.UploadPackFactory;

/** Makes what serves a clone or fetch; insists that reading was granted. */
final class UploadPacks implements UploadPackFactory<HttpServletRequest> {
  private final GitRepositories repositories;

  UploadPacks(GitRepositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public UploadPack create(HttpServletRequest request, Repository repository)
      throws ServiceNotAuthorizedException {
    Grant grant = GrantedRepositories.require(request, Action.READ);
    var upload = new UploadPack(repository);
    String protocol = request.getHeader("Git-Protocol");
    if (protocol != null) {
      upload.setExtraParameters(Arrays.asList(protocol.split(":")));
    }
    upload.setPackConfig(packConfig(repository));
    upload.setRefFilter(new ShownRefs(repositories, grant.decision().project().id()));
    upload.setRequestValidator(new ReachableWants());
    return upload;
  }

  /** New deltas cost more time than they save bytes; the repository's own ones are reused. */
  private static PackConfig packConfig(Repository repository) {
    var config = new PackConfig(repository);
    config.setDeltaCompress(false);
    return config;
  }
}
