package io.wherry.api;

import io.wherry.access.Decision.GrantedIn;
import io.wherry.access.Resource;
import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.namespace.Features;
import io.wherry.namespace.Kind;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceQuery;
import io.wherry.namespace.NamespaceQuery.Depth;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.page.Page;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.GitRepositories.Content;
import io.wherry.repository.ProjectDesk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Projects.
 *
 * @see <a href="https://docs.gitlab.com/api/projects/">GitLab's projects API</a>
 */
public final class ProjectRoutes {
  private static final String LIST = Routes.BASE + "/projects";
  private static final String ONE = LIST + "/{id}";
  private static final String IN_GROUP = Routes.BASE + "/groups/{id}/projects";

  private final Namespaces namespaces;
  private final ProjectDesk desk;
  private final Founders founders;
  private final PlaceJson json;

  public ProjectRoutes(Namespaces namespaces, ProjectDesk desk, Founders founders, PlaceJson json) {
    this.namespaces = namespaces;
    this.desk = desk;
    this.founders = founders;
    this.json = json;
  }

  /** All that one may see, and new ones. */
  public List<Route> ofInstance() {
    var everybody = new Requirement.OfInstance(Area.INSTANCE, Action.READ);
    var inGroup = new Requirement.InHandler("WRITE on PROJECTS of the group in the body");
    return List.of(
        Route.get(LIST, everybody, exchange -> list(exchange, 0, Depth.ANY)),
        Route.post(LIST, inGroup, this::create));
  }

  /** Those in a group. */
  public List<Route> ofGroups() {
    var read = new Requirement.OnId(Area.SETTINGS, Action.READ, Kind.GROUP);
    return List.of(Route.get(IN_GROUP, read, this::listOfGroup));
  }

  public List<Route> ofProjects() {
    var read = new Requirement.OnId(Area.SETTINGS, Action.READ, Kind.PROJECT);
    var write = new Requirement.OnId(Area.SETTINGS, Action.WRITE, Kind.PROJECT);
    var delete = new Requirement.OnId(Area.SETTINGS, Action.DELETE, Kind.PROJECT);
    return List.of(
        Route.get(ONE, read, this::show),
        Route.put(ONE, write, this::change),
        Route.put(ONE + "/transfer", delete, this::transfer),
        Route.delete(ONE, delete, this::delete));
  }

  private void listOfGroup(Exchange exchange) throws IOException {
    boolean deep = ParameterReader.query(exchange).isSet("include_subgroups");
    long group = exchange.grant().decision().namespace().id();
    list(exchange, group, deep ? Depth.ANY : Depth.DIRECT);
  }

  private void list(Exchange exchange, long within, Depth depth) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    NamespaceQuery query = PlaceParameters.query(parameters, Kind.PROJECT, within, depth);
    Page<Namespace> page = namespaces.list(query, Viewers.of(exchange), Paging.request(parameters));
    boolean simple = parameters.isSet("simple");
    Function<Namespace, Json.Fields> form =
        found ->
            simple ? json.simple(exchange, (Project) found) : json.of(exchange, (Project) found);
    exchange.answer(Paging.answer(exchange, page.map(form)));
  }

  private void show(Exchange exchange) throws IOException {
    exchange.answer(Json.answer(200, json.of(exchange, project(exchange))));
  }

  private void create(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    OptionalLong group = parameters.number("namespace_id");
    Optional<Namespace> parent =
        group.isEmpty() ? atTop(exchange) : in(exchange, new NamespaceRef.ById(group.getAsLong()));
    NamespacePath path =
        PlaceParameters.below(parent.map(Namespace::path), PlaceParameters.pathName(parameters));
    var draft =
        new NamespaceDraft(
            path,
            PlaceParameters.visibility(parameters, Visibility.PRIVATE),
            PlaceParameters.about(parameters, NamespaceDraft.of(path, Visibility.PRIVATE).about()),
            founders.ofProject(exchange, parent));
    Project made = Taken.path(() -> desk.create(draft, Content.EMPTY, exchange.by()));
    exchange.answer(Json.answer(201, json.of(exchange, made)));
  }

  /** Only administrators put projects beside the groups; nobody has a group of his own name. */
  private static Optional<Namespace> atTop(Exchange exchange) {
    exchange.require(Resource.instance(Area.PROJECTS), Action.WRITE);
    return Optional.empty();
  }

  private static Optional<Namespace> in(Exchange exchange, NamespaceRef group) {
    var granted = (GrantedIn) exchange.require(Resource.group(Area.PROJECTS, group), Action.WRITE);
    PresentPaths.refuseFormer(group, granted.namespace().path());
    return Optional.of(granted.namespace());
  }

  /** The path first: where it is taken, nothing else is changed either. */
  private void change(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    Project project = project(exchange);
    Project wanted = changed(project, parameters);
    boolean changes = !wanted.equals(project);
    Optional<String> path =
        parameters.text("path").filter(name -> !name.equals(project.path().name()));
    boolean forOwners = path.isPresent() || isForOwners(project, wanted);
    if (forOwners) {
      var settings =
          new Resource.In(Area.SETTINGS, Kind.PROJECT, new NamespaceRef.ById(project.id()));
      exchange.require(settings, Action.MANAGE);
    }
    Project result = path.isEmpty() ? project : renamed(project, path.get(), exchange);
    if (changes) {
      result = desk.change(result, found -> changed(found, parameters, forOwners), exchange.by());
    }
    exchange.answer(Json.answer(200, json.of(exchange, result)));
  }

  /** Somebody else may have changed meanwhile what this was to leave as it is. */
  private static Project changed(Project found, Parameters parameters, boolean forOwners) {
    Project after = changed(found, parameters);
    if (!forOwners && isForOwners(found, after)) {
      throw new ProblemException(
          Problem.CONFLICT, "somebody else changed the project at the same moment: look again");
    }
    return after;
  }

  /** Who may see a project, and what everybody calls it, its maintainers do not decide. */
  private static boolean isForOwners(Project before, Project after) {
    return before.visibility() != after.visibility()
        || !before.about().name().equals(after.about().name());
  }

  private Project renamed(Project project, String name, Exchange exchange) throws IOException {
    return Taken.path(() -> desk.move(project, PlaceParameters.renamed(name), exchange.by()));
  }

  private static Project changed(Project found, Parameters parameters) {
    boolean offered =
        parameters
            .text("repository_access_level")
            .map(ProjectRoutes::isOffered)
            .orElse(found.features().repository());
    boolean rewriting = parameters.flag("rewriting_enabled").orElse(found.features().rewriting());
    return found
        .with(PlaceParameters.about(parameters, found.about()))
        .with(PlaceParameters.visibility(parameters, found.visibility()))
        .with(new Features(offered, rewriting));
  }

  private static boolean isOffered(String level) {
    return switch (level) {
      case "enabled" -> true;
      case "disabled" -> false;
      default ->
          throw new ProblemException(
              Problem.MALFORMED, "repository_access_level does not have a valid value");
    };
  }

  private void transfer(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    Project project = project(exchange);
    NamespaceRef target = PlaceRefs.of(parameters.required("namespace"));
    Namespace group = in(exchange, target).orElseThrow();
    Project moved =
        Taken.path(
            () -> desk.move(project, path -> group.path().child(path.name()), exchange.by()));
    exchange.answer(Json.answer(200, json.of(exchange, moved)));
  }

  private void delete(Exchange exchange) throws IOException {
    desk.delete(project(exchange), exchange.by());
    exchange.answer(Json.answer(202, Map.of("message", "202 Accepted")));
  }

  private static Project project(Exchange exchange) {
    return exchange.grant().decision().project();
  }
}
