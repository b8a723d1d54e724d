package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Deploy tokens that are given another secret. */
@ExtendWith(Fleet.Extension.class)
final class TokenRotationIT {
  private final Fleet fleet;
  private final JarServer server;
  private final Client client;

  TokenRotationIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.fleet = fleet;
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  private Token rotate(Token token, String... more) throws IOException {
    var all = new ArrayList<>(List.of("token", "rotate", String.valueOf(token.id())));
    all.addAll(List.of(more));
    JsonNode json = server.json(all.toArray(new String[0]));
    return new Token(token.id(), json.get("username").asText(), json.get("token").asText());
  }

  private Outcome clone(Token token, String path) throws IOException {
    return client.tryGit("clone", "--quiet", server.url(token, path + ".git"), token.secret());
  }

  /** Of the only token of a project. */
  private JsonNode secrets(String path) {
    try {
      return server.json("token", "list", "--project", path).get(0).get("secrets");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void formerSecretClonesDuringTheOverlapAndTheListTellsWhichIsUsed() throws IOException {
    String path = fleet.ownProject(client, "rotated/overlap");
    Token former = server.token("--project", path);
    Token current = rotate(former, "--overlap", "3600");
    assertThat(current.username()).isEqualTo(former.username());
    assertThat(current.secret()).isNotEqualTo(former.secret());
    clone(former, path).ended(0);
    server
        .program()
        .await(
            "the use of the former secret is kept",
            () -> secrets(path).get(1).get("last_used_at").isTextual());
    JsonNode secrets = secrets(path);
    assertThat(secrets).hasSize(2);
    assertThat(secrets.get(0).get("current").asBoolean()).isTrue();
    assertThat(secrets.get(0).get("last_used_at").isNull()).isTrue();
    assertThat(secrets.get(1).get("current").asBoolean()).isFalse();
    assertThat(secrets.get(1).get("valid_until").isTextual()).isTrue();
    assertThat(secrets.get(1).get("last_used_for").asText()).endsWith(path);
    clone(current, path).ended(0);
    server
        .program()
        .await(
            "the use of the current secret is kept",
            () -> secrets(path).get(0).get("last_used_at").isTextual());
  }

  @Test
  void withoutOverlapTheFormerSecretIsOutAtOnceAndADeletedTokenIsInNoList() throws IOException {
    String path = fleet.ownProject(client, "rotated/at-once");
    Token former = server.token("--project", path);
    Token current = rotate(former);
    assertThat(clone(former, path).failure().err()).contains("Authentication failed");
    clone(current, path).ended(0);
    server.run("token", "delete", String.valueOf(current.id())).success();
    Outcome refused = client.tryGit("ls-remote", server.url(current, path + ".git")).failure();
    assertThat(refused.err()).contains("Authentication failed");
    assertThat(server.json("token", "list", "--project", path)).isEmpty();
  }
}
