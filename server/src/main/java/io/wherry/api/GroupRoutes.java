package io.wherry.api;

import io.wherry.access.Decision.GrantedIn;
import io.wherry.access.Resource;
import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.namespace.Group;
import io.wherry.namespace.Kind;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceQuery;
import io.wherry.namespace.NamespaceQuery.Depth;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Visibility;
import io.wherry.page.Page;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.repository.GroupDesk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups, nested to any depth.
 *
 * @see <a href="https://docs.gitlab.com/api/groups/">GitLab's groups API</a>
 */
public final class GroupRoutes {
  private static final String LIST = Routes.BASE + "/groups";
  private static final String ONE = LIST + "/{id}";

  private final Namespaces namespaces;
  private final GroupDesk desk;
  private final Founders founders;
  private final PlaceJson json;

  public GroupRoutes(Namespaces namespaces, GroupDesk desk, Founders founders, PlaceJson json) {
    this.namespaces = namespaces;
    this.desk = desk;
    this.founders = founders;
    this.json = json;
  }

  /** All that one may see, and new ones. */
  public List<Route> ofInstance() {
    var everybody = new Requirement.OfInstance(Area.INSTANCE, Action.READ);
    var inGroup =
        new Requirement.InHandler("WRITE on SUBGROUPS of the group in the body, or the instance");
    return List.of(
        Route.get(LIST, everybody, this::listAll), Route.post(LIST, inGroup, this::create));
  }

  public List<Route> ofGroups() {
    var read = new Requirement.OnId(Area.SETTINGS, Action.READ, Kind.GROUP);
    var write = new Requirement.OnId(Area.SETTINGS, Action.WRITE, Kind.GROUP);
    var delete = new Requirement.OnId(Area.SETTINGS, Action.DELETE, Kind.GROUP);
    return List.of(
        Route.get(ONE, read, this::show),
        Route.get(ONE + "/subgroups", read, exchange -> listWithin(exchange, Depth.DIRECT)),
        Route.get(ONE + "/descendant_groups", read, exchange -> listWithin(exchange, Depth.ANY)),
        Route.put(ONE, write, this::change),
        Route.post(ONE + "/transfer", delete, this::transfer),
        Route.delete(ONE, delete, this::delete));
  }

  private void listAll(Exchange exchange) throws IOException {
    boolean top = ParameterReader.query(exchange).isSet("top_level_only");
    list(exchange, 0, top ? Depth.DIRECT : Depth.ANY);
  }

  private void listWithin(Exchange exchange, Depth depth) throws IOException {
    list(exchange, group(exchange).id(), depth);
  }

  private void list(Exchange exchange, long within, Depth depth) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    NamespaceQuery query = PlaceParameters.query(parameters, Kind.GROUP, within, depth);
    Page<Namespace> page = namespaces.list(query, Viewers.of(exchange), Paging.request(parameters));
    exchange.answer(Paging.answer(exchange, page.map(found -> json.of(exchange, (Group) found))));
  }

  private void show(Exchange exchange) throws IOException {
    exchange.answer(Json.answer(200, json.of(exchange, group(exchange))));
  }

  private void create(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    Optional<Namespace> parent = parent(exchange, parameters.text("parent_id"));
    parameters.require("name", "path");
    NamespacePath path =
        PlaceParameters.below(parent.map(Namespace::path), parameters.required("path"));
    var draft =
        new NamespaceDraft(
            path,
            PlaceParameters.visibility(parameters, Visibility.PRIVATE),
            PlaceParameters.about(parameters, NamespaceDraft.of(path, Visibility.PRIVATE).about()),
            founders.ofGroup(exchange, parent));
    Group made = Taken.path(() -> desk.create(draft, exchange.by()));
    exchange.answer(Json.answer(201, json.of(exchange, made)));
  }

  /** Goes on only where groups may be made in that group or, where none is named, at the top. */
  private static Optional<Namespace> parent(Exchange exchange, Optional<String> name) {
    if (name.isEmpty()) {
      exchange.require(Resource.instance(Area.SUBGROUPS), Action.WRITE);
      return Optional.empty();
    }
    NamespaceRef ref = PlaceRefs.of(name.get());
    var resource = Resource.group(Area.SUBGROUPS, ref);
    Namespace parent = ((GrantedIn) exchange.require(resource, Action.WRITE)).namespace();
    PresentPaths.refuseFormer(ref, parent.path());
    return Optional.of(parent);
  }

  /** The path first: where it is taken, nothing else is changed either. */
  private void change(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    Group group = group(exchange);
    boolean changes = !changed(group, parameters).equals(group);
    Group result = moved(group, parameters.text("path"), exchange);
    if (changes) {
      result = desk.change(result, found -> changed(found, parameters), exchange.by());
    }
    exchange.answer(Json.answer(200, json.of(exchange, result)));
  }

  private Group moved(Group group, Optional<String> name, Exchange exchange) throws IOException {
    if (name.isEmpty() || name.get().equals(group.path().name())) {
      return group;
    }
    return Taken.path(() -> desk.move(group, PlaceParameters.renamed(name.get()), exchange.by()));
  }

  private static Group changed(Group found, Parameters parameters) {
    return found
        .with(PlaceParameters.about(parameters, found.about()))
        .with(PlaceParameters.visibility(parameters, found.visibility()));
  }

  private void transfer(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    Group group = group(exchange);
    Optional<NamespacePath> parent =
        parent(exchange, parameters.text("group_id")).map(Namespace::path);
    Group moved =
        Taken.path(
            () ->
                desk.move(
                    group, path -> PlaceParameters.below(parent, path.name()), exchange.by()));
    exchange.answer(Json.answer(201, json.of(exchange, moved)));
  }

  private void delete(Exchange exchange) throws IOException {
    desk.deleteWithContents(group(exchange), exchange.by());
    exchange.answer(Json.answer(202, Map.of("message", "202 Accepted")));
  }

  private static Group group(Exchange exchange) {
    return exchange.grant().decision().group();
  }
}
