package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.secret.Expiry;
import io.wherry.token.Scope;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of errors of the deploy tokens API: status and body of each. */
class DeployTokenErrorsTest {
  private static final String GOOD = "{\"name\":\"t\",\"scopes\":[\"read_repository\"]}";

  private static TestServer server;
  private static final Map<String, Rest> callers = new HashMap<>();
  private static final Map<String, String> places = new HashMap<>();
  private static long foreignToken;

  @BeforeAll
  static void fill() throws IOException {
    server = TestServer.start();
    Group group = server.group("acme", Visibility.PRIVATE);
    places.put("private group", "/groups/" + group.id());
    places.put("public group", "/groups/" + server.group("open", Visibility.PUBLIC).id());
    Project app = server.project("acme/app");
    places.put("private project", "/projects/" + app.id());
    places.put("by path", "/projects/acme%2Fapp");
    Project open = server.project("acme/open", Visibility.PUBLIC);
    places.put("public project", "/projects/" + open.id());
    foreignToken = server.token(open, Scope.READ_REPOSITORY).token().id();
    callers.put("nobody", Rest.at(server, Map.of()));
    callers.put("root", Rest.root(server));
    callers.put("unknown", Rest.with(server, "glpat-00000000000000000000"));
    User maintainer = server.user("maintainer");
    server.member(group, maintainer, Role.MAINTAINER);
    callers.put("maintainer", person(maintainer, PersonalScope.API, Expiry.NEVER));
    callers.put("reader", person(maintainer, PersonalScope.READ_API, Expiry.NEVER));
    callers.put("expired", person(maintainer, PersonalScope.API, Expiry.parse("2026-06-01")));
    User developer = server.user("developer");
    server.member(group, developer, Role.DEVELOPER);
    callers.put("developer", person(developer, PersonalScope.API, Expiry.NEVER));
    revokedToken(maintainer);
  }

  private static Rest person(User user, PersonalScope scope, Expiry expiry) {
    var draft = new PersonalTokenDraft("test", Set.of(scope), expiry);
    return Rest.with(
        server, server.personalTokenDesk().issue(user, draft, By.COMMAND_LINE).secret().reveal());
  }

  private static void revokedToken(User user) {
    var draft = new PersonalTokenDraft("ended", Set.of(PersonalScope.API), Expiry.NEVER);
    var issued = server.personalTokenDesk().issue(user, draft, By.COMMAND_LINE);
    server.personalTokenDesk().revoke(issued.token(), By.COMMAND_LINE);
    callers.put("revoked", Rest.with(server, issued.secret().reveal()));
  }

  @AfterAll
  static void close() throws IOException {
    server.close();
  }

  /** A request, and what its answer has to contain. */
  record Row(String who, String method, String place, String body, int status, String answer) {}

  static Stream<Row> refusals() {
    return Stream.of(
        get("nobody", "private project", 404, "{'message':'404 Project Not Found'}"),
        get("nobody", "by path", 404, "{'message':'404 Project Not Found'}"),
        get("nobody", "public project", 403, "{'message':'403 Forbidden'}"),
        get("nobody", "public group", 403, "{'message':'403 Forbidden'}"),
        get("nobody", "private group", 404, "{'message':'404 Group Not Found'}"),
        get("nobody", "", 401, "{'message':'401 Unauthorized'}"),
        get("maintainer", "", 403, "{'message':'403 Forbidden'}"),
        get("developer", "private project", 403, "{'message':'403 Forbidden'}"),
        get("developer", "private group", 403, "{'message':'403 Forbidden'}"),
        create("maintainer", "private group", GOOD, 403, "{'message':'403 Forbidden'}"),
        get("unknown", "private project", 401, "{'message':'401 Unauthorized'}"),
        get("unknown", "public project", 401, "{'message':'401 Unauthorized'}"),
        get("expired", "private project", 401, "{'error':'invalid_token','error_description':"),
        get("revoked", "private project", 401, "{'error':'invalid_token','error_description':"),
        get("reader", "private project", 200, "["),
        create(
            "reader",
            "private project",
            GOOD,
            403,
            "{'error':'insufficient_scope','error_description':"));
  }

  static Stream<Row> parameters() {
    return Stream.of(
        create(
            "root", "private project", "{}", 400, "{'error':'name is missing, scopes is missing'}"),
        create(
            "root",
            "private project",
            "{'scopes':['read_repository']}",
            400,
            "{'error':'name is missing'}"),
        create("root", "private project", "{'name':'t'}", 400, "{'error':'scopes is missing'}"),
        create(
            "root",
            "private project",
            "{'name':'t','scopes':['everything']}",
            400,
            "{'error':'scopes does not have a valid value'}"),
        create("root", "private project", "{'name':'t','scopes':[]}", 400, "Scopes can't be blank"),
        create(
            "root",
            "private project",
            "{'name':'t','scopes':['read_repository'],'username':'a b'}",
            400,
            "{'message':'Username has at most 255 characters and may use a-z"),
        create(
            "root",
            "private project",
            "{'name':'t','scopes':['read_repository'],'expires_at':'soon'}",
            400,
            "{'error':'expires_at is invalid"),
        create(
            "root",
            "private project",
            "{'name':' ','scopes':['read_repository']}",
            400,
            "{'message':'Name can't be blank'}"),
        create("root", "private project", "{'name':", 400, "{'error':'the body is not JSON"),
        one("root", "x", 400, "{'error':'token_id is invalid'}"),
        one("root", "999999", 404, "{'message':'404 Deploy Token Not Found'}"));
  }

  private static Row get(String who, String place, int status, String answer) {
    return new Row(who, "GET", place, "", status, answer);
  }

  private static Row create(String who, String place, String body, int status, String answer) {
    return new Row(who, "POST", place, body, status, answer);
  }

  private static Row one(String who, String id, int status, String answer) {
    return new Row(who, "GET " + id, "private project", "", status, answer);
  }

  @ParameterizedTest
  @MethodSource({"refusals", "parameters"})
  void everyRowOfTheTableHolds(Row row) {
    String[] method = row.method().split(" ", 2);
    String one = method.length == 1 ? "" : "/" + method[1];
    String path = places.getOrDefault(row.place(), "") + "/deploy_tokens" + one;
    Rest.Reply reply = caller(row.who()).send(method[0], path, row.body().replace('\'', '"'));
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(row.status());
    assertThat(reply.response().body().replace('"', '\'')).startsWith(start(row.answer()));
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("X-Request-Id")).isNotEmpty();
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  private static Rest caller(String who) {
    return Optional.ofNullable(callers.get(who)).orElseThrow();
  }

  /** A sentence alone stands in a message. */
  private static String start(String answer) {
    return answer.startsWith("{") || answer.startsWith("[") ? answer : "{'message':'" + answer;
  }

  /** Bad-input row 19: the id of a token of another project. */
  @ParameterizedTest
  @MethodSource("methodsOnOneToken")
  void badInput19ATokenOfAnotherProjectIsNotFound(String method, String suffix) {
    String path = places.get("private project") + "/deploy_tokens/" + foreignToken + suffix;
    Rest.Reply reply = caller("root").send(method, path, "{}");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text("message")).isEqualTo("404 Deploy Token Not Found");
    assertThat(server.tokens().find(foreignToken)).isPresent();
  }

  static Stream<Arguments> methodsOnOneToken() {
    return Stream.of(
        Arguments.of("GET", ""),
        Arguments.of("PATCH", ""),
        Arguments.of("DELETE", ""),
        Arguments.of("POST", "/rotate"));
  }
}
