package io.wherry.git;

import static io.wherry.git.GitAnswers.assertPlain;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.http.RawAnswer;
import io.wherry.http.RawHttp;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.token.Scope;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are Git's, and what becomes of those that nearly are. */
class GitRoutesTest {
  private static TestServer server;
  private static GitClient client;
  private static String reader = "";
  private static String root = TestServer.basic("root", TestServer.ROOT_TOKEN);

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    client = new GitClient(server);
    Project app = server.project("acme/app", Visibility.PUBLIC);
    reader = TestServer.basic(server.token(app, Scope.READ_REPOSITORY));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?service",
        "?service=",
        "?service=git-upload-archive",
        "?service=upload-pack",
        "?service=GIT-UPLOAD-PACK",
        "?service=git-upload-pack&service=git-receive-pack",
        "?service=git-receive-pack&service=git-upload-pack",
        "?service=git-upload-pack&service=git-upload-pack",
        "?service=git-upload-pack%26service=git-receive-pack",
        "?service=git-upload-pack%00",
        "?service=git%2Dreceive%2Dpack",
        "?SERVICE=git-upload-pack",
        "?a=b&service=git-receive-pack",
        "?service=git-upload-pack;service=git-receive-pack"
      })
  void badInput34AnyOtherServiceIsNotAllowed(String query) throws Exception {
    for (String who : new String[] {reader, root, GitClient.NOBODY}) {
      for (String ending : new String[] {"", ".git"}) {
        assertPlain(
            client.get("acme/app" + ending + "/info/refs" + query, who), 403, "not offered");
      }
    }
  }

  @Test
  void pushPathWithAServiceForFetchingIsAPush() throws Exception {
    for (String query : new String[] {"?service=git-upload-pack", "?service=git-receive-pack"}) {
      var push = GitCall.PUSH.fill(client.request("acme/app.git/git-receive-pack" + query, reader));

      assertPlain(client.send(push), 403, "upload code");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/info/refs", "/info/refs?service=git-upload-pack", "/info/refs?x=y"})
  void headIsForbiddenWithoutABody(String suffix) throws Exception {
    for (String who : new String[] {reader, root, GitClient.NOBODY}) {
      for (String path : new String[] {"acme/app", "acme/app.git", "acme/nothing"}) {
        var head = client.request(path + suffix, who).method("HEAD", BodyPublishers.noBody());
        assertThat(client.send(head).statusCode()).isEqualTo(403);
      }
    }
    RawAnswer answer =
        RawHttp.answers(server, "HEAD /acme/app" + suffix + " HTTP/1.1\r\nHost: x\r\n\r\n").get(0);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEmpty();
  }

  static Stream<Arguments> otherMethods() {
    return Stream.of("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "get")
        .flatMap(
            method ->
                Stream.of(
                    Arguments.of(method, "/info/refs?service=git-upload-pack", "GET, HEAD"),
                    Arguments.of(method, "/info/refs", "GET, HEAD"),
                    Arguments.of(method, "/git-upload-pack", "POST"),
                    Arguments.of(method, "/git-receive-pack", "POST")));
  }

  @ParameterizedTest
  @MethodSource("otherMethods")
  void otherMethodsAreNotAllowed(String method, String suffix, String allowed) throws Exception {
    for (String path : new String[] {"acme/app", "acme/app.git", "acme/nothing"}) {
      RawAnswer answer =
          RawHttp.answer(
              server,
              method + " /" + path + suffix + " HTTP/1.1\r\nHost: x\r\nX-Canary: here\r\n\r\n");

      assertThat(answer.status()).as(answer.toString()).isEqualTo(405);
      assertThat(answer.header("Allow")).hasValue(allowed);
      assertThat(answer.header("Content-Type")).hasValue("text/plain;charset=utf-8");
      assertThat(answer.body()).hasLineCount(1).doesNotContain("Canary");
    }
  }

  @Test
  void methodsOfTheOtherPathsAreNotAllowed() throws Exception {
    var post = client.request("acme/app/info/refs", reader).POST(BodyPublishers.ofString("0000"));
    assertThat(client.send(post).statusCode()).isEqualTo(405);
    for (String path : new String[] {"/git-upload-pack", "/git-receive-pack"}) {
      assertThat(client.get("acme/app" + path, reader).statusCode()).isEqualTo(405);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/HEAD",
        "/config",
        "/packed-refs",
        "/refs/heads/main",
        "/objects/info/packs",
        "/objects/info/alternates",
        "/objects/info/http-alternates",
        "/objects/aa/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "/objects/pack/pack-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.pack",
        "/info/refs/",
        "/info",
        "/git-upload-pack/",
        "/git-upload-archive",
        ""
      })
  void filesOfTheRepositoryAreNotServed(String suffix) throws Exception {
    for (String who : new String[] {reader, root, GitClient.NOBODY}) {
      for (String ending : new String[] {"", ".git"}) {
        int status = client.get("acme/app" + ending + suffix, who).statusCode();
        assertThat(status).isIn(404, suffix.endsWith("/") ? 400 : 404);
      }
    }
  }
}
