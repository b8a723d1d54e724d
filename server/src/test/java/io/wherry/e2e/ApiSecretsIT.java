package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.e2e.Api.Answer;
import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the secrets and passwords that pass through the API must not be found. */
final class ApiSecretsIT {
  private static final String PASSWORD = "CorrectHorseBattery7";
  private static final String NEW_PASSWORD = "AnotherHorseBattery8";
  private static final String WRONG_PASSWORD = "MistypedHorseBattery9";
  private static final String WRONG_TOKEN = "glpat-wrongwrongwrongwrong";
  private static final String DATABASE = "wherry.sqlite";

  /** The answers that showed a secret, by it. */
  private static final Map<String, Answer> SHOWN = new LinkedHashMap<>();

  /** All others. */
  private static final List<Answer> ANSWERS = new ArrayList<>();

  private static JarServer server;
  private static Api root;
  private static long ann;

  @BeforeAll
  static void passSecretsThroughTheApi(@TempDir Path room) throws IOException {
    Needs.program("git");
    server = JarServer.start();
    root = Api.asRoot(server, Client.in(room));
    makePlacesAndPeople();
    makeTokens();
    signInBadly();
    sendBadly();
    lookAtEverything(root);
    lookAtEverything(root.as(SHOWN.keySet().iterator().next()));
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  private static void makePlacesAndPeople() throws IOException {
    JsonNode group = root.create("/groups", "name=acme", "path=acme");
    root.create("/projects", "name=app", "namespace_id=" + group.get("id"));
    Answer person =
        root.post(
                "/users",
                "{\"username\": \"ann\", \"name\": \"Ann\", \"email\": \"ann@example.com\","
                    + "\"password\": \"%s\"}".formatted(PASSWORD))
            .expect(201);
    ann = person.json().get("id").asLong();
    ANSWERS.add(person);
    ANSWERS.add(root.submit("PUT", "/users/" + ann, "password=" + NEW_PASSWORD).expect(200));
    root.create("/groups/acme/members", "user_id=" + ann, "access_level=50");
  }

  private static void makeTokens() throws IOException {
    String ofAnn = "/users/" + ann + "/personal_access_tokens";
    shown(root.submit("POST", ofAnn, "name=ann", "scopes=api"));
    JsonNode personal = shown(root.submit("POST", ofAnn, "name=rotated", "scopes=api"));
    shown(root.send("POST", "/personal_access_tokens/" + personal.get("id") + "/rotate"));
    for (String place : List.of("/groups/acme", "/projects/acme%2Fapp")) {
      String tokens = place + "/deploy_tokens";
      JsonNode made = shown(root.submit("POST", tokens, "name=one", "scopes=read_repository"));
      String one = tokens + "/" + made.get("id");
      shown(root.submit("POST", one + "/rotate", "overlap_seconds=3600"));
      JsonNode deleted = shown(root.submit("POST", tokens, "name=two", "scopes=read_repository"));
      ANSWERS.add(root.send("DELETE", tokens + "/" + deleted.get("id")).expect(204));
    }
  }

  private static JsonNode shown(Answer answer) {
    assertThat(answer.status()).isIn(200, 201);
    assertThat(SHOWN.put(answer.json().get("token").asText(), answer)).isNull();
    return answer.json();
  }

  private static void signInBadly() throws IOException {
    Client git = root.client();
    String path = "acme/app.git";
    git.git("ls-remote", server.url(new Token(0, "ann", NEW_PASSWORD), path));
    for (String secret : List.of(WRONG_PASSWORD, PASSWORD, WRONG_TOKEN)) {
      git.tryGit("ls-remote", server.url(new Token(0, "ann", secret), path)).failure();
      ANSWERS.add(root.as(secret).get("/user").expect(401));
      ANSWERS.add(root.as("").get("/user", "--user", "ann:" + secret).expect(401));
      ANSWERS.add(root.as("").get("/user", "--oauth2-bearer", secret).expect(401));
      ANSWERS.add(root.as("").get("/user?private_token=" + secret));
    }
    for (String secret : SHOWN.keySet()) {
      ANSWERS.add(root.as("").get("/user", "--header", "Deploy-Token: " + secret));
      ANSWERS.add(root.as("").get("/" + secret).expect(404));
    }
  }

  /** With secrets in bodies that cannot be read, or are refused. */
  private static void sendBadly() throws IOException {
    var secrets = new ArrayList<>(SHOWN.keySet());
    secrets.addAll(List.of(PASSWORD, WRONG_PASSWORD));
    for (String secret : secrets) {
      for (String path : List.of("/users", "/projects/acme%2Fapp/deploy_tokens")) {
        ANSWERS.add(root.post(path, secret).expect(400));
        ANSWERS.add(root.post(path, "{\"password\": " + secret + "}").expect(400));
        ANSWERS.add(root.post(path, "{\"name\": \"x\", \"scopes\": \"" + secret).expect(400));
        ANSWERS.add(root.submit("POST", path + "?password=" + secret, "name=").expect(400));
        ANSWERS.add(root.submit("POST", path, "name=x", "scopes=" + secret).expect(400));
        ANSWERS.add(root.submit("POST", path, "name=x", "scopes=", secret + "=%").expect(400));
      }
    }
    ANSWERS.add(root.submit("PUT", "/users/" + ann, "password=" + WRONG_TOKEN).expect(400));
  }

  private static void lookAtEverything(Api somebody) throws IOException {
    var paths =
        new ArrayList<>(
            List.of("/user", "/users", "/users/" + ann, "/groups", "/groups/acme", "/projects"));
    paths.addAll(List.of("/deploy_tokens", "/personal_access_tokens", "/audit_events"));
    for (String place : List.of("/groups/acme", "/projects/acme%2Fapp")) {
      paths.addAll(List.of(place, place + "/members", place + "/deploy_tokens"));
    }
    for (String path : paths) {
      Answer list = somebody.get(path + "?per_page=100");
      ANSWERS.add(list);
      for (JsonNode one : list.json()) {
        if (path.contains("tokens") || path.contains("events")) {
          ANSWERS.add(somebody.get(path + "/" + one.path("id").asText()));
        }
      }
    }
  }

  @Test
  void badInput27SecretIsInTheAnswerThatShowsItAndInNoOther() {
    assertThat(SHOWN).hasSize(9);
    assertThat(ANSWERS).filteredOn(answer -> answer.status() == 200).hasSizeGreaterThan(40);
    for (String secret : secrets()) {
      assertThat(ANSWERS).filteredOn(answer -> holds(answer, Forms.plain(secret))).isEmpty();
      SHOWN.forEach(
          (shown, answer) ->
              assertThat(holds(answer, Forms.plain(secret))).isEqualTo(shown.equals(secret)));
    }
    assertThat(ANSWERS).noneMatch(answer -> holds(answer, List.of("$argon2", "\"password")));
  }

  private static boolean holds(Answer answer, List<String> forms) {
    String all = answer.headers() + answer.body();
    return forms.stream().anyMatch(all::contains);
  }

  @Test
  void logHoldsNoSecretAndNoPassword() {
    assertThat(server.log()).contains("POST /api/v4/users", "/deploy_tokens", "/acme/app.git");
    for (String secret : secrets()) {
      assertThat(server.log()).doesNotContain(Forms.plain(secret));
    }
    assertThat(server.log()).doesNotContain("$argon2");
  }

  @Test
  void badInput28FilesHoldNoSecretAndNothingThatComesFromOneAlone()
      throws IOException, GeneralSecurityException {
    assertThat(server.data().resolve(DATABASE + "-wal")).exists();
    String all = all();
    assertThat(all).contains("ann@example.com", "$argon2id$");
    for (String secret : secrets()) {
      var forms = new ArrayList<>(Forms.plain(secret));
      forms.addAll(Forms.hashed(secret));
      assertThat(forms.stream().filter(all::contains)).isEmpty();
    }
  }

  @Test
  void badInput28WhatTheDatabaseHoldsIsNoCredential() throws IOException, GeneralSecurityException {
    byte[] key = HexFormat.of().parseHex(read(server.data().resolve("instance.key")).strip());
    String all = all();
    assertThat(Forms.rawAndEncoded(key)).noneMatch(all::contains);
    for (String secret : SHOWN.keySet()) {
      byte[] digest = Forms.keyed(key, secret);
      // Else this would look for something that is nowhere.
      assertThat(all).contains(Forms.raw(digest));
      for (String form : Forms.encoded(digest)) {
        assertThat(root.as(form).get("/user").status()).isEqualTo(401);
        assertThat(root.as("glpat-" + form).get("/user").status()).isEqualTo(401);
      }
    }
  }

  private static List<String> secrets() {
    var secrets = new ArrayList<>(SHOWN.keySet());
    secrets.addAll(List.of(PASSWORD, NEW_PASSWORD, WRONG_PASSWORD, WRONG_TOKEN));
    secrets.addAll(List.of(Jar.ROOT_TOKEN, "root's password"));
    return secrets;
  }

  /** The bytes of all files but the key's. */
  private static String all() throws IOException {
    var all = new StringBuilder();
    try (Stream<Path> files = Files.walk(server.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("instance.key")) {
          all.append(read(file)).append('\n');
        }
      }
    }
    return all.toString();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
