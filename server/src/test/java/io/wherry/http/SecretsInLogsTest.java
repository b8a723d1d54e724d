package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret and no line of a stranger's making gets into the log. */
class SecretsInLogsTest {
  private static final String REFS = "/info/refs?service=git-upload-pack";
  private static final String CANARY = "gldt-CanaryCanaryCanary12";
  private static final String WORD = "CanaryCanary";

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    server.project("acme/app");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private_token",
        "PRIVATE_TOKEN",
        "private%5Ftoken",
        "access_token",
        "bearer_token",
        "deploy_token",
        "job_token",
        "token",
        "password"
      })
  void badInput33_tokenInTheQueryIsRefusedAndNotLogged(String parameter) throws Exception {
    Project project = server.project("acme/p" + parameter.hashCode(), Visibility.PUBLIC);
    String secret = server.token(project, Scope.READ_REPOSITORY).secret().reveal();
    try (var log = new LogCapture()) {
      for (String value : List.of(secret, secret.replace("-", "%2D"), CANARY)) {
        String assignment = parameter + "=" + value;
        for (String query : List.of(REFS + "&" + assignment, "/info/refs?" + assignment)) {
          RawAnswer answer = get("/" + project.path() + query, "");

          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.toString()).doesNotContain(value);
        }
      }
      log.awaitMessages(6);
      assertThat(log.written()).contains(project.path() + "/info/refs 400");
      assertThat(log.messages()).noneMatch(message -> message.contains("="));
      assertThat(log.written()).doesNotContain(secret.substring(5), WORD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Basic %s",
        "Authorization: Basic dXNlcjo%s",
        "Authorization: Bearer %s",
        "Authorization: %s",
        "Authorization: Digest username=\"u\", response=\"%s\"",
        "Authorization : Basic %s",
        "Authorization: Basic %s\r\nAuthorization: Basic %s",
        "Authorization:\r\n Basic %s",
        "Authorization: Basic %s\0",
        "Authorization: Basic \u00fc%s",
        "Auth orization: %s",
        "Private-Token: %s",
        "Deploy-Token: %s",
        "Job-Token: %s",
        "Cookie: session=%s",
        "X-Forwarded-For: %s",
        "Referer: http://user:%s@127.0.0.1/",
        "User-Agent: %s",
        "Content-Length: %s",
        "Host: user:%s@x"
      })
  void badInput42_secretInAHeaderIsNotLogged(String header) throws Exception {
    assertNotLogged("GET /acme/app.git" + REFS + rest(header.replace("%s", CANARY) + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:%s@127.0.0.1/acme/app.git/info/refs",
        "http://%s@127.0.0.1/acme/app.git/info/refs",
        "//user:%s@127.0.0.1/acme/app.git/info/refs",
        "/user:%s@acme/app.git/info/refs",
        "/acme/%s/info/refs",
        "/%s",
        "/acme/%s/../x",
        "/acme;token=%s/app.git/info/refs",
        "/acme//%s",
        "/acme/%%s/info/refs",
        "/acme/app.git/info/refs?%s",
        "/acme/app.git/info/refs#%s",
        "/acme/app.git/info/refs?a=b&private_token=%s",
        "%s"
      })
  void badInput42_secretInTheTargetIsNotLogged(String target) throws Exception {
    for (String form : List.of(CANARY, CANARY.replace("-", "%2D"), CANARY.replace("-", "%2d"))) {
      assertNotLogged("GET " + target.replace("%s", form) + rest(""));
    }
  }

  @Test
  void badInput42_secretInABasicPairIsNotLogged() throws Exception {
    for (String pair :
        List.of("user:plain-" + WORD, "plain-" + WORD + ":secret", "plain-" + WORD)) {
      assertNotLogged("GET /acme/app.git" + REFS + rest(basic(pair)));
    }
  }

  @Test
  void badInput42_secretIsNotLoggedWithAnInternalError() throws Exception {
    Project broken = server.project("acme/broken");
    try (Repository repository = server.open(broken)) {
      Path refs = repository.getDirectory().toPath().resolve("packed-refs");
      Files.writeString(refs, "^begins with what peels a ref\n");
    }
    IssuedToken token = server.token(broken, Scope.READ_REPOSITORY);
    String authorization = "Authorization: " + TestServer.basic(token) + "\r\n";
    try (var log = new LogCapture()) {
      RawAnswer answer = get("/acme/broken.git" + REFS, authorization);
      log.awaitMessages(1);

      assertThat(answer.status()).isEqualTo(500);
      Discretion.assertTellsNothing(answer);
      assertThat(log.written())
          .contains(answer.header("X-Request-Id").orElseThrow())
          .doesNotContain(token.secret().reveal(), TestServer.basic(token).substring(6));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"us\r\ner:x", "user\n:x", "user:x\r\n", "us\0er:x", "\u001b[31m:x", "a\u0085b:x"})
  void badInput38_pairWithLineEndsIsRefusedAndMakesNoLogLine(String pair) throws Exception {
    try (var log = new LogCapture()) {
      RawAnswer answer = get("/acme/app.git" + REFS, basic(pair));
      log.awaitMessages(1);

      assertThat(answer.status()).isEqualTo(401);
      assertThat(log.written()).hasLineCount(1).doesNotContain("\u001b");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a%0d%0aINFO%20forged",
        "/a%0aINFO%20forged",
        "/a\u001b[31mred",
        "/a\u0007bell",
        "/a\u0008back",
        "/a\rINFO forged",
        "/a\u009b31mred",
        "/a%1b[31m",
        "/a\u007fb"
      })
  void badInput36_controlCharactersOfThePathDoNotReachTheLog(String path) throws Exception {
    try (var log = new LogCapture()) {
      RawAnswer answer = get(path, "");
      log.awaitMessages(1);

      assertThat(answer.status()).isIn(400, 404);
      assertThat(log.written()).hasLineCount(1).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
      assertThat(log.written()).doesNotContainPattern("[\\x80-\\x9f]");
    }
  }

  private static void assertNotLogged(String request) throws IOException, InterruptedException {
    try (var log = new LogCapture()) {
      List<RawAnswer> answers = RawHttp.answers(server, request);
      log.awaitMessages(1);

      assertThat(answers).hasSizeLessThanOrEqualTo(1);
      assertThat(answers.toString()).doesNotContain(WORD);
      assertThat(log.written()).isNotEmpty().doesNotContain(WORD);
    }
  }

  private static String basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes) + "\r\n";
  }

  private static RawAnswer get(String target, String headers) throws IOException {
    return RawHttp.answer(server, "GET " + target + rest(headers));
  }

  private static String rest(String headers) {
    return " HTTP/1.1\r\nHost: x\r\n" + headers + "Connection: close\r\n\r\n";
  }
}
