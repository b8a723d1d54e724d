package io.wherry.api;

import io.wherry.access.Reason;
import io.wherry.access.Resource;
import io.wherry.account.Accounts;
import io.wherry.account.IssuedPersonalToken;
import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenDesk;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.PersonalTokenQuery;
import io.wherry.account.PersonalTokens;
import io.wherry.account.User;
import io.wherry.http.Answer;
import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.page.Page;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenState;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Personal tokens: one's own, and those of everybody for administrators. To change anything takes a
 * password or the scope {@code api}, which allows everything: so nobody makes a token that may do
 * more than the one he used.
 *
 * @see <a href="https://docs.gitlab.com/api/personal_access_tokens/">GitLab's personal access
 *     tokens API</a>
 */
public final class PersonalTokenRoutes {
  private static final String LIST = Routes.BASE + "/personal_access_tokens";
  private static final String SELF = LIST + "/self";
  private static final String ONE = LIST + "/{token}";
  private static final String OF_SELF = Routes.BASE + "/user/personal_access_tokens";
  private static final String OF_USER = Routes.BASE + "/users/{user}/personal_access_tokens";

  private final PersonalTokens tokens;
  private final PersonalTokenDesk desk;
  private final Accounts accounts;
  private final PersonalTokenJson json;

  public PersonalTokenRoutes(PersonalTokens tokens, PersonalTokenDesk desk, Accounts accounts) {
    this.tokens = tokens;
    this.desk = desk;
    this.accounts = accounts;
    this.json = new PersonalTokenJson(tokens, desk);
  }

  public List<Route> ofInstance() {
    var read = new Requirement.OfInstance(Area.SELF, Action.READ);
    var write = new Requirement.OfInstance(Area.SELF, Action.WRITE);
    var ofUser =
        new Requirement.InHandler(write + ", and for others " + Action.WRITE + " on " + Area.USERS);
    return List.of(
        Route.get(LIST, read, this::list),
        Route.get(SELF, read, exchange -> show(exchange, own(exchange))),
        Route.get(ONE, read, exchange -> show(exchange, find(exchange))),
        Route.post(OF_SELF, write, exchange -> create(exchange, Asker.user(exchange))),
        Route.post(OF_USER, ofUser, this::createForUser),
        Route.post(SELF + "/rotate", write, exchange -> rotate(exchange, own(exchange))),
        Route.post(ONE + "/rotate", write, exchange -> rotate(exchange, find(exchange))),
        Route.delete(SELF, write, exchange -> revoke(exchange, own(exchange))),
        Route.delete(ONE, write, exchange -> revoke(exchange, find(exchange))));
  }

  private void list(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    var query = new PersonalTokenQuery(whose(exchange, parameters), states(parameters), desk.now());
    Page<PersonalToken> page = tokens.list(query, Paging.request(parameters));
    exchange.answer(Paging.answer(exchange, json.of(page)));
  }

  /** The person whose tokens are wanted; 0 for everybody. */
  private static long whose(Exchange exchange, Parameters parameters) {
    long self = Asker.user(exchange).id();
    boolean administrator = Asker.isAdministrator(exchange);
    long wanted = parameters.number("user_id").orElse(administrator ? 0 : self);
    if (wanted != self && !administrator) {
      throw exchange.denied(Reason.ROLE_TOO_LOW);
    }
    return wanted;
  }

  private static Set<TokenState> states(Parameters parameters) {
    Set<TokenState> states =
        switch (parameters.oneOf("state", "all", "active", "inactive")) {
          case "active" -> EnumSet.of(TokenState.ACTIVE);
          case "inactive" -> EnumSet.of(TokenState.EXPIRED, TokenState.REVOKED);
          default -> EnumSet.allOf(TokenState.class);
        };
    Optional<Boolean> revoked = parameters.flag("revoked");
    if (revoked.isPresent()) {
      states.removeIf(state -> (state == TokenState.REVOKED) != revoked.get());
    }
    return states;
  }

  private void show(Exchange exchange, PersonalToken token) throws IOException {
    exchange.answer(Json.answer(200, json.of(token)));
  }

  private void createForUser(Exchange exchange) throws IOException {
    exchange.require(Resource.instance(Area.SELF), Action.WRITE);
    long id = Parameters.number("user_id", exchange.variable("user"));
    if (id != Asker.user(exchange).id()) {
      exchange.require(Resource.instance(Area.USERS), Action.WRITE);
    }
    User user =
        accounts
            .find(id)
            .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "User Not Found"));
    create(exchange, user);
  }

  private void create(Exchange exchange, User user) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    parameters.require("name", "scopes");
    var draft =
        new PersonalTokenDraft(
            parameters.text("name").orElse(""),
            PersonalScope.parse(parameters.list("scopes")),
            Expiry.parse(parameters.text("expires_at").orElse("")));
    IssuedPersonalToken issued = desk.issue(user, draft, exchange.by());
    exchange.answer(Json.answer(201, json.of(issued)));
  }

  private void rotate(Exchange exchange, PersonalToken token) throws IOException {
    Optional<Expiry> expiry = ParameterReader.all(exchange).given("expires_at", Expiry::parse);
    exchange.answer(Json.answer(200, json.of(desk.rotate(token, expiry, exchange.by()))));
  }

  private void revoke(Exchange exchange, PersonalToken token) throws IOException {
    desk.revoke(token, exchange.by());
    exchange.answer(Answer.empty(204));
  }

  /** The one that this request came with. */
  private PersonalToken own(Exchange exchange) {
    return tokens
        .find(Asker.of(exchange).tokenId())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "this request did not come with a personal access token"));
  }

  /** Somebody else's is not told apart from one that does not exist. */
  private PersonalToken find(Exchange exchange) {
    long id = Parameters.number("id", exchange.variable("token"));
    User self = Asker.user(exchange);
    return tokens
        .find(id)
        .filter(token -> token.user().id() == self.id() || self.administrator())
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "Personal Access Token Not Found"));
  }
}
