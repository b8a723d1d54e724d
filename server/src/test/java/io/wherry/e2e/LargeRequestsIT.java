package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small requests that become large, from anybody, to a server with little memory. */
final class LargeRequestsIT {
  private static final String PATH = "open/site.git";
  private static final int AT_ONCE = 20;
  private static final long CAP = 16 << 20;
  private static final long INFLATED = 200_000_000;
  private static final long SMALL_GROWTH = 24 << 20;
  private static final String TOO_LARGE = "the request is larger than " + CAP + " bytes";
  private static final String BUSY = "the server is busy reading large requests; try again";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path room;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void elevenMegabytesThatBecomeTwoHundredAreRefusedAndCostNothingThatStays(boolean version2)
      throws Exception {
    Needs.program("git");
    Client client = Client.in(room);
    try (JarServer server = JarServer.start(Jar.standard().option("-Xmx256m"))) {
      var names = new ManyNames(version2, fill(server, client));
      Path body = names.haves(room.resolve("haves.gz"), INFLATED);
      assertThat(Files.size(body)).isBetween(8L << 20, 16L << 20);
      client.git("clone", "--quiet", server.url(PATH), "before");
      var inside = new Inside(server.program());
      long before = inside.liveBytes();

      HttpResponse<String> one = ask(server, version2, body).get();
      assertThat(one.statusCode()).isEqualTo(413);
      assertThat(one.body()).startsWith(TOO_LARGE);
      for (HttpResponse<String> answer : askAtOnce(server, version2, body)) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(413, 503);
        assertThat(answer.body()).startsWith(answer.statusCode() == 413 ? TOO_LARGE : BUSY);
      }

      inside.awaitIdle();
      assertThat(inside.liveBytes()).isLessThan(before + SMALL_GROWTH);
      client.git("clone", "--quiet", server.url(PATH), "after");
      assertThat(server.log()).doesNotContain("OutOfMemoryError", "ERROR");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyRequestsOfTheLargestSizeAtOnceDoNotUseUpTheMemory(boolean version2) throws Exception {
    Needs.program("git");
    Client client = Client.in(room);
    try (JarServer server = JarServer.start(Jar.standard().option("-Xmx256m"))) {
      var names = new ManyNames(version2, fill(server, client));
      Path body = names.wants(room.resolve("wants.gz"), CAP - 1000);

      for (HttpResponse<String> answer : askAtOnce(server, version2, body)) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
      }

      new Inside(server.program()).awaitIdle();
      client.git("clone", "--quiet", server.url(PATH), "after");
      assertThat(server.log()).doesNotContain("OutOfMemoryError", "ERROR");
    }
  }

  /** The commit that the only branch names. */
  private static String fill(JarServer server, Client client) throws IOException {
    server.project("open/site", "--visibility", "public");
    client.git("init", "--quiet", "--initial-branch=main");
    String tip = client.commit("file.txt", "content\n");
    client.git("push", "--quiet", server.rootUrl(PATH), "main");
    return tip;
  }

  private List<HttpResponse<String>> askAtOnce(JarServer server, boolean version2, Path body)
      throws Exception {
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      asked.add(ask(server, version2, body));
    }
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> each : asked) {
      answers.add(each.get());
    }
    return answers;
  }

  private CompletableFuture<HttpResponse<String>> ask(JarServer server, boolean version2, Path body)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url(PATH + "/git-upload-pack")))
            .header("Content-Type", "application/x-git-upload-pack-request")
            .header("Content-Encoding", "gzip")
            .header("Git-Protocol", version2 ? "version=2" : "version=0")
            .POST(BodyPublishers.ofFile(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }
}
