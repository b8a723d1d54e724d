package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as the various clients send them: with a length or in chunks, plain or compressed. */
class GitBodiesTest {
  private static final String ROOT = TestServer.basic("root", TestServer.ROOT_TOKEN);

  private static TestServer server;
  private static GitClient client;
  private static Project source;
  private static ObjectId tip = ObjectId.zeroId();
  private Project target;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
    source = server.project("acme/source");
    tip = Commits.fill(server, source);
  }

  @BeforeEach
  void makeTarget() throws Exception {
    target = server.project("acme/target");
  }

  @AfterEach
  void deleteTarget() throws Exception {
    server.delete(target);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "false, none",
    "true, none",
    "false, gzip",
    "true, gzip",
    "true, x-gzip",
    "true, GZIP"
  })
  void fetchTakesEveryKindOfBody(boolean chunked, String encoding) throws Exception {
    byte[] body = encoded(Fetch.bytes(Fetch.everything(tip)), encoding);
    var request = Fetch.request(client, "acme/source", ROOT).POST(publisher(body, chunked));
    if (!encoding.equals("none")) {
      request.header("Content-Encoding", encoding);
    }
    HttpResponse<String> answer = client.send(request);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("PACK");
  }

  @ParameterizedTest
  @CsvSource({"false, none", "true, none", "false, gzip", "true, gzip"})
  void pushTakesEveryKindOfBody(boolean chunked, String encoding) throws Exception {
    byte[] body = encoded(push(), encoding);
    var request = Push.request(client, "acme/target").POST(publisher(body, chunked));
    if (!encoding.equals("none")) {
      request.header("Content-Encoding", encoding);
    }
    HttpResponse<String> answer = client.send(request);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("unpack ok", "ok refs/heads/main");
    assertThat(Commits.tip(server, target, "refs/heads/main")).hasValue(tip);
  }

  /** JGit would compress a list of refs, which takes most of the time of such a request. */
  @ParameterizedTest
  @EnumSource
  void noAnswerIsCompressed(GitCall call) throws Exception {
    var request = call.fill(client.request("acme/source" + call.suffix(), ROOT));
    HttpResponse<String> answer = client.send(request.header("Accept-Encoding", "gzip"));

    GitAnswers.assertServed(answer, call);
    assertThat(answer.headers().map()).doesNotContainKey("content-encoding");
  }

  /** Git sends it before a large push, to be asked for credentials early. */
  @Test
  void pushOfNothingIsAnswered() throws Exception {
    var request = Push.request(client, "acme/target").POST(BodyPublishers.ofString("0000"));

    assertThat(client.send(request).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-git-receive-pack-result",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "nonsense",
        ""
      })
  void otherTypesAreUnsupported(String type) throws Exception {
    for (GitCall call : new GitCall[] {GitCall.FETCH, GitCall.PUSH}) {
      var request = client.request("acme/target" + call.suffix(), ROOT);
      if (!type.isEmpty()) {
        request.header("Content-Type", type);
      }
      assertUnsupported(client.send(request.POST(BodyPublishers.ofByteArray(push()))));
    }
    assertThat(Commits.tip(server, target, "refs/heads/main")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "gzip, gzip", "nonsense"})
  void otherEncodingsAreUnsupported(String encoding) throws Exception {
    var fetch =
        Fetch.request(client, "acme/source", ROOT)
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofString(Fetch.everything(tip)));
    assertUnsupported(client.send(fetch));
    var push =
        Push.request(client, "acme/target")
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(push()));
    assertUnsupported(client.send(push));
    assertThat(Commits.tip(server, target, "refs/heads/main")).isEmpty();
  }

  @Test
  void bodyThatSaysGzipAndIsNotIsTheClientsFault() throws Exception {
    var fetch =
        Fetch.request(client, "acme/source", ROOT)
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofString(Fetch.everything(tip)));

    assertClientsFault(client.send(fetch));
    var push =
        Push.request(client, "acme/target")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(push()));
    assertClientsFault(client.send(push));
  }

  @ParameterizedTest
  @ValueSource(strings = {"want nothing\n", "want \n", "want 12345\n"})
  void wantThatNamesNoObjectIsTheClientsFault(String line) throws Exception {
    String wanted = PacketLines.of(line) + PacketLines.FLUSH + PacketLines.of("done\n");
    assertClientsFault(
        client.send(
            Fetch.request(client, "acme/source", ROOT).POST(BodyPublishers.ofString(wanted))));
    assertClientsFault(
        client.send(
            Fetch.request(client, "acme/source", ROOT)
                .header("Git-Protocol", "version=2")
                .POST(BodyPublishers.ofString(Fetch.arguments(line, "done")))));
  }

  private static byte[] push() throws Exception {
    return new Push().create(tip, "refs/heads/main").with(server, source, tip).body();
  }

  private static byte[] encoded(byte[] body, String encoding) throws Exception {
    return encoding.equals("none") ? body : Gzip.of(List.of(body));
  }

  private static BodyPublisher publisher(byte[] body, boolean chunked) {
    return chunked
        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
        : BodyPublishers.ofByteArray(body);
  }

  private static void assertUnsupported(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
    assertThat(answer.headers().allValues("Content-Type"))
        .containsExactly("text/plain;charset=utf-8");
    assertThat(answer.body()).hasLineCount(1).doesNotContain("<", "Exception");
  }

  private static void assertClientsFault(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 499);
    assertThat(answer.body().getBytes(StandardCharsets.ISO_8859_1)).hasSizeLessThan(500);
    assertThat(answer.body()).doesNotContain("Exception", "PACK", "unpack ok");
  }
}
