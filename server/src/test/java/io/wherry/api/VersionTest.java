package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients find out what they talk to. */
class VersionTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/version", "/metadata"})
  void numberIsOneThatComparesWithThoseOfGitLab(String path) throws Exception {
    User ann = server.user("ann-" + path.substring(1));
    Rest.Reply answer = Rest.as(server, ann, PersonalScope.READ_API).get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("version")).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
    assertThat(answer.body().get("enterprise").asBoolean(true)).isFalse();
    assertThat(answer.body().has("revision")).isTrue();
    assertThat(answer.body().has("wherry_version")).isTrue();
    assertThat(answer.body().at("/kas/enabled").asBoolean(true)).isFalse();
  }

  @Test
  void nobodyIsToldWhoIsNotSignedIn() throws Exception {
    assertThat(Rest.nobody(server).get("/version").status()).isEqualTo(401);
  }
}
