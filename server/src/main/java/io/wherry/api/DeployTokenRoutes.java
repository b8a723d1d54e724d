package io.wherry.api;

import io.wherry.account.Accounts;
import io.wherry.audit.AuditLog;
import io.wherry.http.Answer;
import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.namespace.Kind;
import io.wherry.namespace.Namespace;
import io.wherry.page.Page;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenState;
import io.wherry.token.DeployToken;
import io.wherry.token.DeployTokens;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDesk;
import io.wherry.token.TokenDraft;
import io.wherry.token.TokenQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Deploy tokens of projects, of groups and of the instance.
 *
 * @see <a href="https://docs.gitlab.com/api/deploy_tokens/">GitLab's deploy tokens API</a>
 */
public final class DeployTokenRoutes {
  private static final String LIST = "/deploy_tokens";
  private static final String ONE = LIST + "/{token}";

  private final DeployTokens tokens;
  private final TokenDesk desk;
  private final AuditLog audit;
  private final DeployTokenJson json;

  public DeployTokenRoutes(DeployTokens tokens, TokenDesk desk, AuditLog audit, Accounts accounts) {
    this.tokens = tokens;
    this.desk = desk;
    this.audit = audit;
    this.json = new DeployTokenJson(tokens, desk, accounts);
  }

  /** All there are, for administrators. */
  public List<Route> ofInstance() {
    var read = new Requirement.OfInstance(Area.TOKENS, Action.READ);
    return List.of(Route.get(Routes.BASE + LIST, read, exchange -> list(exchange, 0)));
  }

  public List<Route> ofProjects() {
    return of(Kind.PROJECT, Routes.BASE + "/projects/{id}");
  }

  public List<Route> ofGroups() {
    return of(Kind.GROUP, Routes.BASE + "/groups/{id}");
  }

  private List<Route> of(Kind kind, String base) {
    var read = new Requirement.OnId(Area.TOKENS, Action.READ, kind);
    var write = new Requirement.OnId(Area.TOKENS, Action.WRITE, kind);
    return List.of(
        Route.get(base + LIST, read, exchange -> list(exchange, holder(exchange).id())),
        Route.get(base + ONE, read, this::show),
        Route.post(base + LIST, write, this::create),
        Route.patch(base + ONE, write, this::change),
        Route.post(base + ONE + "/rotate", write, this::rotate),
        Route.delete(base + ONE, write, this::delete));
  }

  private void list(Exchange exchange, long holderId) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    var query = new TokenQuery(holderId, states(parameters), desk.now());
    Page<DeployToken> page = tokens.list(query, Paging.request(parameters));
    exchange.answer(Paging.answer(exchange, json.of(page)));
  }

  private static Set<TokenState> states(Parameters parameters) {
    if (parameters.isSet("active")) {
      return EnumSet.of(TokenState.ACTIVE);
    }
    String state = parameters.text("state").orElse("all");
    return switch (state) {
      case "all" -> EnumSet.allOf(TokenState.class);
      case "active", "expired", "revoked" ->
          EnumSet.of(TokenState.valueOf(state.toUpperCase(Locale.ROOT)));
      default -> throw new ProblemException(Problem.MALFORMED, "state does not have a valid value");
    };
  }

  private void show(Exchange exchange) throws IOException {
    exchange.answer(Json.answer(200, json.of(desk.find(holder(exchange), id(exchange)))));
  }

  private void create(Exchange exchange) throws IOException {
    Namespace holder = holder(exchange);
    Answer answer;
    try {
      IssuedToken issued = desk.issue(holder, draft(ParameterReader.all(exchange)), exchange.by());
      answer = Json.answer(201, json.of(issued));
      boolean dead = desk.state(issued.token()) == TokenState.EXPIRED;
      answer = dead ? answer.with("Warning", "299 - \"expires_at is in the past\"") : answer;
    } catch (ProblemException e) {
      audit.add(List.of(desk.failure(holder, e.sentence(), exchange.by())));
      throw e;
    }
    exchange.answer(answer);
  }

  private static TokenDraft draft(Parameters parameters) {
    parameters.require("name", "scopes");
    return new TokenDraft(
        parameters.text("name").orElse(""),
        parameters.text("username").orElse(""),
        Scope.parse(parameters.list("scopes")),
        Expiry.parse(parameters.text("expires_at").orElse("")));
  }

  private void change(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    DeployToken changed =
        desk.change(
            holder(exchange), id(exchange), before -> changed(before, parameters), exchange.by());
    exchange.answer(Json.answer(200, json.of(changed)));
  }

  /** What was not given stays as it is. */
  private static TokenDraft changed(TokenDraft before, Parameters parameters) {
    Optional<Set<Scope>> scopes =
        parameters.given("scopes", text -> Scope.parse(parameters.list("scopes")));
    return new TokenDraft(
        parameters.given("name", text -> text).orElse(before.name()),
        parameters.given("username", text -> text).orElse(before.username()),
        scopes.orElse(before.scopes()),
        parameters.given("expires_at", Expiry::parse).orElse(before.expiry()));
  }

  private void rotate(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    Duration overlap = Duration.ofSeconds(parameters.number("overlap_seconds").orElse(0));
    IssuedToken rotated =
        desk.rotate(
            holder(exchange),
            id(exchange),
            before -> withExpiry(before, parameters),
            new TokenDesk.Rotation(overlap, exchange.by()));
    exchange.answer(Json.answer(200, json.of(rotated)));
  }

  private static TokenDraft withExpiry(TokenDraft before, Parameters parameters) {
    Expiry expiry = parameters.given("expires_at", Expiry::parse).orElse(before.expiry());
    return new TokenDraft(before.name(), before.username(), before.scopes(), expiry);
  }

  private void delete(Exchange exchange) throws IOException {
    desk.delete(holder(exchange), id(exchange), exchange.by());
    exchange.answer(Answer.empty(204));
  }

  private static Namespace holder(Exchange exchange) {
    return exchange.grant().decision().namespace();
  }

  private static long id(Exchange exchange) {
    return Parameters.number("token_id", exchange.variable("token"));
  }
}
