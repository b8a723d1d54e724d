package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.ApiCast.Who;
import io.wherry.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every route of the API, asked by everybody: the statuses, for a reader to approve. A route that
 * is new is not in the approved table, and makes this fail.
 */
class ApiAccessTest {
  private static final Path APPROVED = Path.of("src/test/resources/approved-access.txt");
  private static final Path ACTUAL = Path.of("target/approved-access.txt");

  private static TestServer server;
  private static ApiCast cast;

  @BeforeAll
  static void fill() throws IOException {
    server = TestServer.start();
    cast = new ApiCast(server);
  }

  @AfterAll
  static void close() throws IOException {
    server.close();
  }

  /** Bad-input row 3: who may do what, on every route, by the role in the group around it. */
  @Test
  void badInput3EveryRouteIsOpenToWhomItShouldBe() throws IOException {
    String table =
        Stream.concat(Stream.of(heading()), routes().stream().map(ApiAccessTest::row))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.createDirectories(Path.of("target"));
    Files.writeString(ACTUAL, table);
    assertThat(table)
        .as(
            "read each changed line with who gets what and, where all are meant, approve them:"
                + " cp %s %s (in the directory server)",
            ACTUAL, APPROVED)
        .isEqualTo(Files.readString(APPROVED));
  }

  /** Bad-input row 2: the form in which a credential is presented changes nothing. */
  @Test
  void badInput2EveryFormOfACredentialOpensTheSame() {
    for (Route route : routes()) {
      List<Map<String, String>> forms = cast.forms(route);
      int expected = status(route, forms.get(0));
      for (Map<String, String> form : forms.subList(1, forms.size())) {
        assertThat(status(route, form)).as("%s by %s", route, form.keySet()).isEqualTo(expected);
      }
    }
  }

  /** Bad-input row 33: not in the query, wherever; and not as a deploy token either. */
  @Test
  void badInput33CredentialsInTheQueryAreRefusedEverywhere() {
    for (Route route : routes()) {
      String path = cast.path(route) + "?private_token=" + TestServer.ROOT_TOKEN;
      Rest.Reply reply = Rest.at(server, Map.of()).send(route.method(), path, "");
      if (!route.requirement().toString().startsWith("open")) {
        assertThat(reply.status()).as(route.toString()).isEqualTo(400);
      }
    }
  }

  private static List<Route> routes() {
    return Api.protocols(server.instance(), server.projectDesk()).stream()
        .flatMap(protocol -> protocol.routes().stream())
        .toList();
  }

  private static String heading() {
    return Arrays.stream(Who.values())
        .map(who -> "%-5s".formatted(who.title()))
        .collect(Collectors.joining(" "));
  }

  private static String row(Route route) {
    String statuses =
        Arrays.stream(Who.values())
            .map(who -> "%-5d".formatted(status(route, cast.credentials(who, route))))
            .collect(Collectors.joining(" "));
    return "%s %s".formatted(statuses, route).strip();
  }

  private static int status(Route route, Map<String, String> credentials) {
    String path = cast.path(route);
    String body = route.method().equals("GET") ? "" : cast.body();
    return Rest.at(server, credentials)
        .send(route.method().toUpperCase(Locale.ROOT), path, body)
        .status();
  }
}
