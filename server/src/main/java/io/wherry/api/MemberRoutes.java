package io.wherry.api;

import io.wherry.access.PeoplesAccess;
import io.wherry.access.Resource;
import io.wherry.account.Accounts;
import io.wherry.account.MemberDesk;
import io.wherry.account.MemberDesk.Granting;
import io.wherry.account.Membership;
import io.wherry.account.Memberships;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.http.Answer;
import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.namespace.Kind;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.page.Page;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who has which role in a project or group.
 *
 * @see <a href="https://docs.gitlab.com/api/members/">GitLab's members API</a>
 */
public final class MemberRoutes {
  private static final String NOT_FOUND = "Member Not Found";
  private static final Permission READ = new Permission(Area.MEMBERS, Action.READ);

  private final Memberships memberships;
  private final MemberDesk desk;
  private final Accounts accounts;
  private final Namespaces namespaces;
  private final PeoplesAccess people;

  public MemberRoutes(
      Memberships memberships,
      MemberDesk desk,
      Accounts accounts,
      Namespaces namespaces,
      PeoplesAccess people) {
    this.memberships = memberships;
    this.desk = desk;
    this.accounts = accounts;
    this.namespaces = namespaces;
    this.people = people;
  }

  public List<Route> ofProjects() {
    return of(Kind.PROJECT, Routes.BASE + "/projects/{id}/members");
  }

  public List<Route> ofGroups() {
    return of(Kind.GROUP, Routes.BASE + "/groups/{id}/members");
  }

  private List<Route> of(Kind kind, String base) {
    var read = new Requirement.OnId(Area.MEMBERS, Action.READ, kind);
    var write = new Requirement.OnId(Area.MEMBERS, Action.WRITE, kind);
    String one = base + "/{user}";
    String all = base + "/all";
    return List.of(
        Route.get(base, read, exchange -> list(exchange, List.of(place(exchange).id()))),
        Route.get(all, read, exchange -> list(exchange, seen(exchange))),
        Route.get(one, read, exchange -> show(exchange, List.of(place(exchange).id()))),
        Route.get(all + "/{user}", read, exchange -> show(exchange, seen(exchange))),
        Route.post(base, write, this::add),
        Route.put(one, write, this::change),
        Route.delete(one, read, this::remove));
  }

  /**
   * The place, and of the groups around it those whose members one may see: all of them who has a
   * role here.
   */
  private List<Long> seen(Exchange exchange) {
    Namespace place = place(exchange);
    boolean member = Viewers.user(exchange).flatMap(user -> desk.role(user, place)).isPresent();
    return place.lineage().stream()
        .filter(id -> member || id == place.id() || isSeen(exchange, id))
        .toList();
  }

  private boolean isSeen(Exchange exchange, long group) {
    return namespaces
        .find(new NamespaceRef.ById(group))
        .filter(found -> people.allows(exchange.actor(), found, READ))
        .isPresent();
  }

  private void list(Exchange exchange, List<Long> places) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    String search = parameters.text("query").orElse("");
    Page<Membership> page = memberships.list(places, search, Paging.request(parameters));
    exchange.answer(Paging.answer(exchange, page.map(member -> json(exchange, member))));
  }

  private void show(Exchange exchange, List<Long> places) throws IOException {
    long userId = userId(exchange);
    Membership found =
        places.stream()
            .flatMap(place -> memberships.find(userId, place).stream())
            .max(Comparator.comparing(Membership::role))
            .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, NOT_FOUND));
    exchange.answer(Json.answer(200, json(exchange, found)));
  }

  private void add(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    parameters.require("access_level");
    refuseExpiry(parameters);
    Membership made =
        desk.add(place(exchange), user(parameters), role(parameters), granting(exchange));
    exchange.answer(Json.answer(201, json(exchange, made)));
  }

  private User user(Parameters parameters) {
    Optional<User> user =
        parameters.has("username")
            ? accounts.findByName(parameters.required("username"))
            : accounts.find(Parameters.number("user_id", parameters.required("user_id")));
    return user.orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "User Not Found"));
  }

  private void change(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    parameters.require("access_level");
    refuseExpiry(parameters);
    Membership changed =
        desk.change(place(exchange), member(exchange), role(parameters), granting(exchange));
    exchange.answer(Json.answer(200, json(exchange, changed)));
  }

  /** Everybody may leave; to remove others is a permission of its own. */
  private void remove(Exchange exchange) throws IOException {
    boolean himself =
        Viewers.user(exchange).filter(user -> user.id() == userId(exchange)).isPresent();
    if (himself) {
      // Which a token that only reads may not do for him.
      exchange.require(Resource.instance(Area.SELF), Action.WRITE);
    } else {
      Namespace place = place(exchange);
      exchange.require(
          new Resource.In(Area.MEMBERS, place.kind(), new NamespaceRef.ById(place.id())),
          Action.WRITE);
    }
    desk.remove(place(exchange), member(exchange), granting(exchange));
    exchange.answer(Answer.empty(204));
  }

  private User member(Exchange exchange) {
    return accounts
        .find(userId(exchange))
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, NOT_FOUND));
  }

  private Granting granting(Exchange exchange) {
    User user = Viewers.user(exchange).orElseThrow();
    Role most =
        user.administrator() ? Role.OWNER : desk.role(user, place(exchange)).orElse(Role.GUEST);
    return new Granting(most, exchange.by());
  }

  private static Role role(Parameters parameters) {
    long level = Parameters.number("access_level", parameters.required("access_level"));
    return Role.of((int) Math.min(level, Integer.MAX_VALUE));
  }

  /** Better none than one that would not end. */
  private static void refuseExpiry(Parameters parameters) {
    if (parameters.text("expires_at").isPresent()) {
      throw new ProblemException(
          Problem.INVALID, "expires_at is not supported here: a role is kept until it is taken");
    }
  }

  private static Json.Fields json(Exchange exchange, Membership member) {
    User user = member.user();
    return Json.object("id", user.id())
        .with("username", user.username())
        .with("name", user.draft().name())
        .with("state", user.blocked() ? "blocked" : "active")
        .with("avatar_url", null)
        .with("web_url", exchange.url() + "/" + user.username())
        .with("access_level", member.role().level())
        .with("created_at", Json.time(member.since()))
        .with("expires_at", null)
        .with("membership_state", "active");
  }

  private static Namespace place(Exchange exchange) {
    return exchange.grant().decision().namespace();
  }

  private static long userId(Exchange exchange) {
    return Parameters.number("user_id", exchange.variable("user"));
  }
}
