package io.wherry.api;

import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import java.io.IOException;
import java.util.List;

/**
 * Which version answers. Clients compare the number with versions of GitLab to find out what they
 * may ask for; a suffix would make it, by semantic versioning, older than the release itself. So it
 * is that of the GitLab whose API this is like, and our own stands beside it.
 *
 * @see <a href="https://docs.gitlab.com/api/metadata/">GitLab's metadata API</a>
 */
public final class VersionRoutes {
  private static final String LIKE_GITLAB = "18.0.0";

  private final String version;
  private final String commit;

  /** Our own version, and the commit that it was built from. */
  public VersionRoutes(String version, String commit) {
    this.version = version;
    this.commit = commit;
  }

  public List<Route> ofInstance() {
    var read = new Requirement.OfInstance(Area.SELF, Action.READ);
    return List.of(
        Route.get(Routes.BASE + "/version", read, this::show),
        Route.get(Routes.BASE + "/metadata", read, this::show));
  }

  private void show(Exchange exchange) throws IOException {
    exchange.answer(
        Json.answer(
            200,
            Json.object("version", LIKE_GITLAB)
                .with("revision", commit)
                .with("kas", noKubernetes())
                .with("enterprise", false)
                .with("wherry_version", version)));
  }

  private static Json.Fields noKubernetes() {
    return Json.object("enabled", false)
        .with("externalUrl", null)
        .with("externalK8sProxyUrl", null)
        .with("version", null);
  }
}
