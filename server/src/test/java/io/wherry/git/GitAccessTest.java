package io.wherry.git;

import static io.wherry.git.GitAnswers.assertChallenged;
import static io.wherry.git.GitAnswers.assertPlain;
import static io.wherry.git.GitAnswers.assertServed;
import static io.wherry.token.Scope.READ_PACKAGE_REGISTRY;
import static io.wherry.token.Scope.READ_REGISTRY;
import static io.wherry.token.Scope.READ_REPOSITORY;
import static io.wherry.token.Scope.READ_VIRTUAL_REGISTRY;
import static io.wherry.token.Scope.WRITE_PACKAGE_REGISTRY;
import static io.wherry.token.Scope.WRITE_REGISTRY;
import static io.wherry.token.Scope.WRITE_VIRTUAL_REGISTRY;

import io.wherry.TestServer;
import io.wherry.access.Guesses;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.secret.Expiry;
import io.wherry.token.IssuedToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets what answer: each row of the table, for each of the four requests, in both spellings.
 */
class GitAccessTest {
  private static final List<String> PLACES =
      List.of("acme/app", "acme/open", "other/app", "other/open", "acme/gone", "acme/off");

  private static TestServer server;
  private static GitClient client;
  private static final List<Row> ROWS = new ArrayList<>();

  private enum Outcome {
    SERVED,
    CHALLENGED,
    UPLOAD_FORBIDDEN,
    DOWNLOAD_FORBIDDEN,
    NO_SUCH_PROJECT
  }

  private record Row(String who, String authorization, String path, Outcome fetch, Outcome push) {}

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    client = new GitClient(server);
    Project app = server.project("acme/app");
    server.project("acme/open", Visibility.PUBLIC);
    server.project("acme/internal", Visibility.INTERNAL);
    server.project("other/app");
    server.project("other/open", Visibility.PUBLIC);
    server.deleteRepository(server.project("acme/gone"));
    server.offerRepository(server.project("acme/off", Visibility.PUBLIC), false);
    addRowsWithoutToken();
    addRowsWithBadToken(app);
    addRowsWithToken(app);
    addRowsOfRoot();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static void addRowsWithoutToken() {
    for (String path : List.of("acme/app", "acme/internal", "acme/off", "acme/nothing", "acme")) {
      ROWS.add(new Row("nobody", GitClient.NOBODY, path, Outcome.CHALLENGED, Outcome.CHALLENGED));
    }
    ROWS.add(new Row("nobody", GitClient.NOBODY, "acme/open", Outcome.SERVED, Outcome.CHALLENGED));
  }

  private static void addRowsWithBadToken(Project app) {
    IssuedToken good = server.token(app, READ_REPOSITORY);
    String secret = good.secret().reveal();
    String username = good.token().username();
    IssuedToken revoked = server.token(app, READ_REPOSITORY);
    server.revoke(revoked);
    IssuedToken expired = server.token(app, Expiry.parse("2026-06-01"), READ_REPOSITORY);
    for (String path : List.of("acme/app", "acme/open", "other/app", "acme/nothing")) {
      challenged("an unknown token", TestServer.basic("u", "gldt-aaaaaaaaaaaaaaaaaaaa"), path);
      challenged("an empty password", TestServer.basic(username, ""), path);
      challenged("an empty pair", TestServer.basic("", ""), path);
      challenged("another username", TestServer.basic("somebody", secret), path);
      challenged("no username", TestServer.basic("", secret), path);
      challenged("another case", TestServer.basic(username.toUpperCase(Locale.ROOT), secret), path);
      challenged("username and secret swapped", TestServer.basic(secret, username), path);
      challenged("a revoked token", TestServer.basic(revoked), path);
      challenged("an expired token", TestServer.basic(expired), path);
      challenged("a bearer", "Bearer " + secret, path);
      challenged("broken base64", "Basic !!!", path);
      challenged("no colon", "Basic YWJj", path);
      challenged("no pair", "Basic", path);
    }
  }

  private static void addRowsWithToken(Project app) {
    String reader = TestServer.basic(server.token(app, READ_REPOSITORY));
    forbidden("a reader", reader, "acme/app", Outcome.SERVED);
    for (String path : PLACES.subList(1, PLACES.size())) {
      forbidden("a reader", reader, path, Outcome.CHALLENGED);
    }
    forbidden("a reader", reader, "acme/nothing", Outcome.CHALLENGED);
    forbidden("a reader", reader, "acme", Outcome.CHALLENGED);
    var images =
        server.token(
            app, READ_REGISTRY, WRITE_REGISTRY, READ_VIRTUAL_REGISTRY, WRITE_VIRTUAL_REGISTRY);
    var packages = server.token(app, READ_PACKAGE_REGISTRY, WRITE_PACKAGE_REGISTRY);
    var mixed = server.token(app, WRITE_PACKAGE_REGISTRY, READ_REGISTRY);
    for (String path : List.of("acme/app", "acme/open", "other/open", "acme/nothing", "acme/off")) {
      forbidden("images only", TestServer.basic(images), path, Outcome.DOWNLOAD_FORBIDDEN);
      forbidden("packages only", TestServer.basic(packages), path, Outcome.CHALLENGED);
      forbidden("images and packages", TestServer.basic(mixed), path, Outcome.DOWNLOAD_FORBIDDEN);
    }
    String group = TestServer.basic(server.token(server.group("group"), READ_REPOSITORY));
    forbidden("a token of another group", group, "acme/app", Outcome.CHALLENGED);
    forbidden("a token of another group", group, "acme/open", Outcome.CHALLENGED);
  }

  private static void addRowsOfRoot() {
    String root = TestServer.basic("root", TestServer.ROOT_TOKEN);
    ROWS.add(new Row("root", root, "acme/app", Outcome.SERVED, Outcome.SERVED));
    ROWS.add(new Row("root", root, "nothing", Outcome.NO_SUCH_PROJECT, Outcome.NO_SUCH_PROJECT));
    ROWS.add(new Row("root", root, "acme/gone", Outcome.NO_SUCH_PROJECT, Outcome.NO_SUCH_PROJECT));
  }

  private static void challenged(String who, String authorization, String path) {
    ROWS.add(new Row(who, authorization, path, Outcome.CHALLENGED, Outcome.CHALLENGED));
  }

  private static void forbidden(String who, String authorization, String path, Outcome fetch) {
    ROWS.add(new Row(who, authorization, path, fetch, Outcome.UPLOAD_FORBIDDEN));
  }

  static Stream<Arguments> requests() {
    return ROWS.stream()
        .flatMap(
            row ->
                Stream.of(GitCall.values())
                    .flatMap(
                        call ->
                            Stream.of("", ".git")
                                .map(
                                    ending ->
                                        Arguments.of(row.who(), call, row.path() + ending, row))));
  }

  @ParameterizedTest(name = "{0}: {1} of {2}")
  @MethodSource("requests")
  void everyRowIsAnsweredAsTheTableSays(String who, GitCall call, String path, Row row)
      throws Exception {
    // Or many a wrong password in a row would be one too many.
    server.clock.set(server.clock.instant().plusSeconds(Guesses.RETRY_SECONDS));
    HttpResponse<String> answer = client.call(call, path, row.authorization());

    switch (call.isPush() ? row.push() : row.fetch()) {
      case SERVED -> assertServed(answer, call);
      case CHALLENGED -> assertChallenged(answer);
      case UPLOAD_FORBIDDEN -> assertPlain(answer, 403, "not allowed to upload code");
      case DOWNLOAD_FORBIDDEN -> assertPlain(answer, 403, "not allowed to download code");
      case NO_SUCH_PROJECT -> assertPlain(answer, 404, "no such project");
    }
  }
}
