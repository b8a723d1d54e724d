package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that the REST API does not take. */
final class ApiBodiesIT {
  private static final int MOST_BYTES = 1 << 20;

  private static JarServer server;

  @TempDir private Path room;
  private Api api;

  @BeforeAll
  static void startServer(@TempDir Path room) throws IOException {
    server = JarServer.start();
    Api.asRoot(server, Client.in(room)).create("/groups", "name=acme", "path=acme");
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeRoom() throws IOException {
    api = Api.asRoot(server, Client.in(room));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded"})
  void bodyOfMoreThanAMegabyteIsRefused(String type) throws IOException {
    String name = "{\"name\": \"" + "x".repeat(MOST_BYTES) + "\"}";
    Answer answer = send(type, name).expect(413);
    assertThat(answer.json().get("message").asText())
        .isEqualTo("The body is longer than " + MOST_BYTES + " bytes");
    send("Transfer-Encoding: chunked", type, name).expect(413);
    api.get("/user").expect(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 1_000, 500_000})
  void deeplyNestedJsonIsRefused(int depth) throws IOException {
    for (String open : List.of("[", "{\"a\":")) {
      String nested = open.repeat(Math.min(depth, (MOST_BYTES - 20) / open.length()));
      Answer answer = send("application/json", "{\"name\": " + nested).expect(400);
      assertThat(answer.json().get("error").asText()).startsWith("the body is not JSON");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name": "a", "name": "b"}              | the body is not JSON
          {"scopes": ["x"], "a": {"b":1,"b":2}}   | the body is not JSON
          {"name": "a"} {}                        | the body is not JSON
          {"name": "a"                            | the body is not JSON
          {'name': 'a'}                           | the body is not JSON
          {"name": 123456789012345678901234567890}| the body is not JSON
          {"name": NaN}                           | the body is not JSON
          ["name"]                                | the body is not a JSON object
          "name"                                  | the body is not a JSON object
          null                                    | the body is not a JSON object
          """)
  void jsonThatCanBeReadInTwoWaysIsRefused(String body, String sentence) throws IOException {
    Answer answer = send("application/json", body).expect(400);
    assertThat(answer.json().get("error").asText()).startsWith(sentence);
  }

  @Test
  void bodyOfAnUnknownTypeIsRefused() throws IOException {
    Answer answer = send("text/xml", "<name/>").expect(415);
    assertThat(answer.json().get("message").asText()).contains("text/xml");
  }

  private Answer send(String type, String body) throws IOException {
    return send("Accept: */*", type, body);
  }

  private Answer send(String header, String type, String body) throws IOException {
    Path file = Files.writeString(room.resolve("body"), body);
    return api.send(
        "POST",
        "/groups/acme/deploy_tokens",
        "--header",
        header,
        "--header",
        "Content-Type: " + type,
        "--data-binary",
        "@" + file);
  }
}
