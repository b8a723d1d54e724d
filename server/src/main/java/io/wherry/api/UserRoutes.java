package io.wherry.api;

import io.wherry.account.Accounts;
import io.wherry.account.PeopleDesk;
import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.http.Answer;
import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * People. Who is signed in finds everybody by name; emails and who is an administrator are for
 * administrators.
 *
 * @see <a href="https://docs.gitlab.com/api/users/">GitLab's users API</a>
 */
public final class UserRoutes {
  private static final String SELF = Routes.BASE + "/user";
  private static final String LIST = Routes.BASE + "/users";
  private static final String ONE = LIST + "/{user}";

  private final Accounts accounts;
  private final PeopleDesk desk;

  public UserRoutes(Accounts accounts, PeopleDesk desk) {
    this.accounts = accounts;
    this.desk = desk;
  }

  public List<Route> ofInstance() {
    var self = new Requirement.OfInstance(Area.SELF, Action.READ);
    var read = new Requirement.OfInstance(Area.USERS, Action.READ);
    var write = new Requirement.OfInstance(Area.USERS, Action.WRITE);
    return List.of(
        Route.get(SELF, self, UserRoutes::showSelf),
        Route.get(LIST, read, this::list),
        Route.get(ONE, read, this::show),
        Route.post(LIST, write, this::create),
        Route.put(ONE, write, this::change),
        Route.delete(ONE, write, this::delete),
        Route.post(ONE + "/block", write, exchange -> block(exchange, true)),
        Route.post(ONE + "/unblock", write, exchange -> block(exchange, false)));
  }

  private static void showSelf(Exchange exchange) throws IOException {
    exchange.answer(Json.answer(200, UserJson.ofSelf(Asker.user(exchange), exchange.url())));
  }

  private void list(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    PageRequest request = Paging.request(parameters);
    Optional<String> username = parameters.text("username");
    Page<User> page =
        username.isPresent()
            ? named(username.get(), request)
            : found(exchange, parameters.text("search").orElse(""), request);
    exchange.answer(Paging.answer(exchange, page.map(user -> json(exchange, user))));
  }

  private Page<User> named(String username, PageRequest request) {
    List<User> all = accounts.findByName(username).stream().toList();
    return new Page<>(request.number() == 1 ? all : List.of(), request, all.size(), false);
  }

  /** Who may not read emails must not be able to guess them letter by letter either. */
  private Page<User> found(Exchange exchange, String search, PageRequest request) {
    return Asker.isAdministrator(exchange)
        ? accounts.list(search, request)
        : accounts.listByName(search, request);
  }

  private static Json.Fields json(Exchange exchange, User user) {
    return Asker.isAdministrator(exchange)
        ? UserJson.forAdministrator(user, exchange.url())
        : UserJson.of(user, exchange.url());
  }

  private void show(Exchange exchange) throws IOException {
    exchange.answer(Json.answer(200, json(exchange, find(exchange))));
  }

  private void create(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    parameters.require("email", "name", "username");
    var draft =
        new UserDraft(
            parameters.text("username").orElse(""),
            parameters.text("name").orElse(""),
            parameters.text("email").orElse(""),
            parameters.isSet("admin"));
    String password = parameters.verbatim("password").orElseThrow(UserRoutes::noPassword);
    User created = desk.create(draft, password, exchange.by());
    exchange.answer(Json.answer(201, json(exchange, created)));
  }

  private static ProblemException noPassword() {
    return new ProblemException(
        Problem.MALFORMED, "password is missing: this server makes up none, as it sends no mail");
  }

  private void change(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.all(exchange);
    User user = find(exchange);
    Optional<String> password = parameters.verbatim("password");
    password.ifPresent(PeopleDesk::checkPassword);
    boolean changes = !changed(user.draft(), parameters).equals(user.draft());
    User changed =
        changes ? desk.change(user, before -> changed(before, parameters), exchange.by()) : user;
    if (password.isPresent()) {
      desk.changePassword(changed, password.get(), exchange.by());
    }
    exchange.answer(Json.answer(200, json(exchange, changed)));
  }

  /** What was not given stays as it is. */
  private static UserDraft changed(UserDraft before, Parameters parameters) {
    return new UserDraft(
        parameters.given("username", text -> text).orElse(before.username()),
        parameters.given("name", text -> text).orElse(before.name()),
        parameters.given("email", text -> text).orElse(before.email()),
        parameters.flag("admin").orElse(before.administrator()));
  }

  private void delete(Exchange exchange) throws IOException {
    desk.delete(find(exchange), exchange.by());
    exchange.answer(Answer.empty(204));
  }

  private void block(Exchange exchange, boolean blocked) throws IOException {
    desk.block(find(exchange), blocked, exchange.by());
    exchange.answer(Json.answer(201, true));
  }

  private User find(Exchange exchange) {
    return accounts
        .find(Parameters.number("id", exchange.variable("user")))
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "User Not Found"));
  }
}
