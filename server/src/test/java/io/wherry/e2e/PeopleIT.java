package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People as they come and go while the server runs. */
@ExtendWith(Fleet.Extension.class)
final class PeopleIT {
  /** So many wrong passwords an account has. */
  private static final int GUESSES = 30;

  private final JarServer server;
  private final Client client;

  PeopleIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  private Outcome list(Token credentials) throws IOException {
    return client.tryGit("ls-remote", server.url(credentials, Fleet.HARBOUR + ".git"));
  }

  @Test
  void blockedPersonIsOutAtTheNextRequestAndInAgainWhenUnblocked() throws IOException {
    Token person = server.person("people-blocked");
    server.member("--project", Fleet.HARBOUR, person, "reporter");
    Token token = server.personalToken(person, "read_repository");
    list(person).ended(0);
    list(token).ended(0);
    server.run("user", "block", person.username()).success();
    assertThat(list(person).failure().err()).contains("remote: your account is blocked");
    assertThat(list(token).failure().err()).contains("remote: your account is blocked");
    assertThat(server.run("user", "list").success()).containsPattern("blocked +people-blocked ");
    server.run("user", "unblock", person.username()).success();
    list(person).ended(0);
    list(token).ended(0);
  }

  @Test
  void changedPasswordIsTheOnlyOneFromTheNextRequestOn() throws IOException {
    Token person = server.person("people-changed");
    server.member("--project", Fleet.HARBOUR, person, "reporter");
    var changed = new Token(0, person.username(), "entirely-different");
    assertThat(list(changed).failure().err()).contains("Authentication failed");
    server
        .runReading(
            changed.secret() + "\n", "user", "password", person.username(), "--password-stdin")
        .success();
    list(changed).ended(0);
    assertThat(list(person).failure().err()).contains("Authentication failed");
  }

  @Test
  void deletedPersonIsOutWithAllTokens() throws IOException {
    Token person = server.person("people-deleted");
    server.member("--project", Fleet.HARBOUR, person, "reporter");
    Token token = server.personalToken(person, "api");
    list(token).ended(0);
    server.run("user", "delete", person.username()).success();
    assertThat(list(person).failure().err()).contains("Authentication failed");
    assertThat(list(token).failure().err()).contains("Authentication failed");
    assertThat(server.run("member", "list", "--project", Fleet.HARBOUR).success())
        .doesNotContain(person.username());
  }

  @Test
  void revokedPersonalTokenIsOut() throws IOException {
    Token token = server.personalToken(new Token(0, "root", ""), "read_repository");
    list(token).ended(0);
    server.run("user", "token", "revoke", String.valueOf(token.id())).success();
    assertThat(list(token).failure().err()).contains("Authentication failed");
  }

  @Test
  void listTellsWhichPersonalTokenIsStillUsed() throws IOException {
    Token person = server.person("people-using");
    server.member("--project", Fleet.HARBOUR, person, "reporter");
    Token used = server.personalToken(person, "read_repository");
    server.personalToken(person, "read_repository");
    list(used).ended(0);
    server.program().await("the use is kept", () -> lastUses(person).get(0).isTextual());
    assertThat(lastUses(person).get(1).isNull()).isTrue();
  }

  private List<JsonNode> lastUses(Token person) {
    try {
      return server.json("user", "token", "list", person.username()).findValues("last_used_at");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On a server of its own: all tests share one address. */
  @Test
  void whoGuessesPasswordsIsSlowedDownAndATokenWorksMeanwhile() throws Exception {
    try (JarServer own = JarServer.start()) {
      own.project("acme/app", "--visibility", "internal");
      Token person = own.person("ann");
      Token token = own.personalToken(person, "read_repository");
      String path = "acme/app.git";
      int guesses = guessUntilRefused(own, person);
      assertThat(guesses).isGreaterThan(GUESSES);

      Outcome refused = client.tryGit("ls-remote", own.url(person, path));
      for (int again = 0; again < GUESSES && refused.code() == 0; again++) {
        // It took so long to begin that there was another try.
        guessUntilRefused(own, person);
        refused = client.tryGit("ls-remote", own.url(person, path));
      }
      assertThat(refused.failure().err()).contains("429").contains("too many wrong passwords");
      client.git("ls-remote", own.url(token, path));
      client.git("ls-remote", own.rootUrl(path));
      client.git("ls-remote", own.url(new Token(0, "root", "root%27s%20password"), path));
    }
  }

  /** How many it took. */
  private static int guessUntilRefused(JarServer server, Token person) throws Exception {
    HttpResponse<String> answer = guess(server, person);
    int guesses = 1;
    for (; guesses < 2 * GUESSES && answer.statusCode() == 401; guesses++) {
      answer = guess(server, person);
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("6");
    assertThat(answer.body()).contains("wait a little, or use a token");
    return guesses;
  }

  private static HttpResponse<String> guess(JarServer server, Token person) throws Exception {
    String pair = person.username() + ":a-wrong-password";
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(
                URI.create(server.url("acme/app.git/info/refs?service=git-upload-pack")))
            .header("Authorization", "Basic " + basic)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
