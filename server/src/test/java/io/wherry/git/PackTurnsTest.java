package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who needs memory to find objects waits for it; who needs none does not. */
class PackTurnsTest {
  private static final String ROOT = TestServer.basic("root", TestServer.ROOT_TOKEN);
  private static final String PATH = "acme/app";

  /** Much more than lies in the buffers between two programs. */
  private static final int BYTES = 48 << 20;

  private static TestServer server;
  private static GitClient client;
  private static ObjectId tip = ObjectId.zeroId();
  private static InputStream unread = InputStream.nullInputStream();

  /** One client has all the memory for packs, and does not take what it asked for. */
  @BeforeAll
  static void begin() throws Exception {
    server =
        TestServer.start(
            Map.of(
                // Who does not take his pack is not cut off here.
                "WHERRY_HTTP_IDLE_SECONDS", "3600",
                "WHERRY_HTTP_MIN_RESPONSE_RATE", "0",
                "WHERRY_GIT_ANSWER_CACHE", "0",
                "WHERRY_GIT_PACK_MEMORY", "1",
                "WHERRY_GIT_PACK_WAIT_SECONDS", "1"));
    client = new GitClient(server);
    Project project = server.project(PATH);
    var content = new byte[BYTES];
    new Random(1).nextBytes(content);
    try (Repository repository = server.open(project)) {
      tip = Commits.commit(repository, "refs/heads/main", content);
    }
    HttpRequest request = fetch().POST(BodyPublishers.ofString(Fetch.everything(tip))).build();
    unread = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body();
    assertThat(unread.read()).isNotNegative();
  }

  @AfterAll
  static void end() throws Exception {
    unread.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"done\n", "deepen 2147483647\n", "have %s\n"})
  void packsDepthsAndNegotiationsWait(String line) throws Exception {
    String body = Fetch.arguments("want " + tip.name() + "\n", line.formatted(tip.name()));
    HttpResponse<String> answer =
        client.send(
            fetch().header("Git-Protocol", "version=2").POST(BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).isEqualTo("the server is busy making packs; try again in a while\n");
  }

  @Test
  void depthsOfVersion0Wait() throws Exception {
    String body =
        PacketLines.of("want " + tip.name() + " shallow\n", "deepen 1\n") + PacketLines.FLUSH;
    assertThat(client.send(fetch().POST(BodyPublishers.ofString(body))).statusCode())
        .isEqualTo(503);
  }

  @Test
  void listsOfRefsDoNot() throws Exception {
    HttpResponse<String> answer =
        client.send(
            fetch()
                .header("Git-Protocol", "version=2")
                .POST(BodyPublishers.ofString(Fetch.refs("peel\n"))));
    assertThat(answer.body()).contains(tip.name());
    GitAnswers.assertServed(client.call(GitCall.FETCH_REFS, PATH, ROOT), GitCall.FETCH_REFS);
  }

  private static HttpRequest.Builder fetch() {
    return Fetch.request(client, PATH, ROOT);
  }
}
