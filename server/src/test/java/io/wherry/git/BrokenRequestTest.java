package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Visibility;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that no Git client sends, to a repository that anybody may ask. */
class BrokenRequestTest {

  @ParameterizedTest
  @CsvSource({
    "zzzz, version=2",
    "zzzz, ''",
    "0003, version=2",
    "0003, ''",
    "-001, ''",
    "0014command=ls-refs|, version=2",
    "0011command=fetch0001000fno-pro, version=2",
    "0032want 0000, ''",
    "0011command=fetch00010032have 0123456789012345678901234567890123456789|, version=2",
    "'', version=2"
  })
  void fetchThatIsNoPacketLinesIsTheClientsFault(String body, String version) throws Exception {
    try (var server = TestServer.start()) {
      Commits.fill(server, server.project("open", Visibility.PUBLIC));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url() + "/open.git/git-upload-pack"))
              .header("Content-Type", "application/x-git-upload-pack-request")
              .header("Git-Protocol", version)
              .POST(BodyPublishers.ofString(body.replace("|", "\n")))
              .build();

      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    }
  }
}
