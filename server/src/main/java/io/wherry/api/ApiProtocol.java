package io.wherry.api;

import io.wherry.http.Problems;
import io.wherry.http.Protocol;
import io.wherry.http.Refusals;
import io.wherry.http.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * The REST API below {@code /api/v4}, with the paths, bodies and statuses of GitLab's. Its three
 * parts differ in what they say is not found.
 *
 * @see <a href="https://docs.gitlab.com/api/rest/">GitLab's REST API</a>
 */
public final class ApiProtocol implements Protocol {
  private final String name;
  private final List<Routes> parts;
  private final Refusals refusals;

  private ApiProtocol(String name, String missing, List<Routes> parts) {
    this.name = name;
    this.parts = List.copyOf(parts);
    this.refusals = ApiRefusals.table(missing);
  }

  /** What concerns the instance as a whole, and people. */
  public static Protocol ofInstance(List<Routes> parts) {
    return new ApiProtocol("api", "404 Not Found", parts);
  }

  /** What lies below a project. */
  public static Protocol ofProjects(List<Routes> parts) {
    return new ApiProtocol("api.projects", "404 Project Not Found", parts);
  }

  /** What lies below a group. */
  public static Protocol ofGroups(List<Routes> parts) {
    return new ApiProtocol("api.groups", "404 Group Not Found", parts);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String prefix() {
    return Routes.BASE + "/";
  }

  @Override
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    for (Routes part : parts) {
      part.routes().forEach(route -> routes.add(PresentPaths.forChanges(route)));
    }
    return routes;
  }

  @Override
  public Refusals refusals() {
    return refusals;
  }

  @Override
  public Problems problems() {
    return ApiProblems.INSTANCE;
  }
}
