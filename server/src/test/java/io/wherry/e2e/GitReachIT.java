package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which places a token opens. */
@ExtendWith(Fleet.Extension.class)
final class GitReachIT {
  private final Fleet fleet;
  private final JarServer server;
  private final Client client;

  GitReachIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.fleet = fleet;
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  private Outcome list(Token token, String path) throws IOException {
    return client.tryGit("ls-remote", server.url(token, path));
  }

  @Test
  void badInput41GroupTokenOpensNoGroupThatOnlyBeginsLikeIts() throws IOException {
    server.project("acme-evil/app");
    assertThat(list(fleet.groupToken, "acme-evil/app.git").failure().err())
        .contains("HTTP Basic: Access denied");
    list(fleet.groupToken, "acme%2f..%2facme-evil/app.git").failure();
    list(fleet.groupToken, "acme/../acme-evil/app.git").failure();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme/fleet/harbour.git", "ACME/FLEET/HARBOUR"})
  void badInput41CaseMakesNoOtherGroup(String path) throws IOException {
    list(fleet.groupToken, path).success();
    assertThat(server.run("group", "create", "ACME").ended(1).err()).contains("is taken");
  }

  @Test
  void badInput41FormerPathWorksUntilSomebodyUsesItAgain() throws IOException {
    server.project("reach/old");
    Token token = server.token("--project", "reach/old");
    server.json("project", "move", "reach/old", "reach/new");
    list(token, "reach/new.git").success();
    list(token, "reach/old.git").success();
    server.project("reach/old");
    list(token, "reach/new.git").success();
    list(token, "reach/old.git").failure();
  }

  @Test
  void projectMovedOutOfTheGroupIsOutOfReach() throws IOException {
    server.project("reach/inside/app");
    server.json("group", "create", "reach/outside");
    Token token = server.token("--group", "reach/inside");
    list(token, "reach/inside/app.git").success();
    server.json("project", "move", "reach/inside/app", "reach/outside/app");
    list(token, "reach/outside/app.git").failure();
    list(token, "reach/inside/app.git").failure();
  }
}
