package io.wherry.api;

import io.wherry.access.Decision.Granted;
import io.wherry.access.Resource;
import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.namespace.Kind;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Project;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.History;
import io.wherry.repository.History.Branch;
import io.wherry.repository.History.Commit;
import io.wherry.repository.History.CommitQuery;
import io.wherry.repository.History.Tag;
import io.wherry.repository.History.TagQuery;
import java.io.IOException;
import java.util.List;

/**
 * Branches, tags and commits of projects.
 *
 * @see <a href="https://docs.gitlab.com/api/branches/">GitLab's branches API</a>
 */
public final class HistoryRoutes {
  private static final String BASE = Routes.BASE + "/projects/{id}/repository";

  private final History history;

  public HistoryRoutes(History history) {
    this.history = history;
  }

  public List<Route> ofProjects() {
    var read = new Requirement.OnId(Area.HISTORY, Action.READ, Kind.PROJECT);
    return List.of(
        Route.get(BASE + "/branches", read, this::branches),
        Route.get(BASE + "/branches/{branch}", read, this::branch),
        Route.get(BASE + "/tags", read, this::tags),
        Route.get(BASE + "/tags/{tag}", read, this::tag),
        Route.get(BASE + "/commits", read, this::commits),
        Route.get(BASE + "/commits/{sha}", read, this::commit));
  }

  private void branches(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    String search = parameters.text("search").orElse("");
    Page<Branch> page = history.branches(id(exchange), search, Paging.request(parameters));
    exchange.answer(Paging.answer(exchange, page.map(json(exchange)::of)));
  }

  private void branch(Exchange exchange) throws IOException {
    Branch branch =
        history
            .branch(id(exchange), exchange.variable("branch"))
            .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "Branch Not Found"));
    exchange.answer(Json.answer(200, json(exchange).of(branch)));
  }

  private void tags(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    Page<Tag> page = history.tags(id(exchange), tagQuery(parameters), Paging.request(parameters));
    exchange.answer(Paging.answer(exchange, page.map(json(exchange)::of)));
  }

  private static TagQuery tagQuery(Parameters parameters) {
    return new TagQuery(
        parameters.text("search").orElse(""),
        parameters.oneOf("order_by", "updated", "name").equals("updated"),
        parameters.oneOf("sort", "desc", "asc").equals("desc"));
  }

  private void tag(Exchange exchange) throws IOException {
    Tag tag =
        history
            .tag(id(exchange), exchange.variable("tag"))
            .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "Tag Not Found"));
    exchange.answer(Json.answer(200, json(exchange).of(tag)));
  }

  private void commits(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    var query =
        new CommitQuery(
            parameters.text("ref_name"),
            path(parameters),
            parameters.time("since"),
            parameters.time("until"));
    PageRequest request = Paging.request(parameters);
    Page<Commit> page =
        history.commits(id(exchange), query, request).orElseThrow(HistoryRoutes::noCommit);
    exchange.answer(Paging.answer(exchange, page.map(json(exchange)::of)));
  }

  /** Without the slashes that people put around it. */
  private static String path(Parameters parameters) {
    String path = parameters.verbatim("path").orElse("");
    int begin = 0;
    int end = path.length();
    while (begin < end && path.charAt(begin) == '/') {
      begin++;
    }
    while (begin < end && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(begin, end);
  }

  private void commit(Exchange exchange) throws IOException {
    Commit commit =
        history.commit(id(exchange), exchange.variable("sha")).orElseThrow(HistoryRoutes::noCommit);
    exchange.answer(Json.answer(200, json(exchange).of(commit)));
  }

  private static ProblemException noCommit() {
    return new ProblemException(Problem.NOT_FOUND, "Commit Not Found");
  }

  private static long id(Exchange exchange) {
    return exchange.grant().decision().project().id();
  }

  private static HistoryJson json(Exchange exchange) {
    Project project = exchange.grant().decision().project();
    var here = Resource.project(Area.HISTORY, new NamespaceRef.ById(project.id()));
    boolean canPush = exchange.ask(here, Action.WRITE) instanceof Granted;
    return new HistoryJson(project, exchange.url(), canPush);
  }
}
