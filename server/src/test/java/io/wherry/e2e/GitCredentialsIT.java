package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which Git is given a token, the URL apart. */
@ExtendWith(Fleet.Extension.class)
final class GitCredentialsIT {
  private final Fleet fleet;
  private final JarServer server;
  private final Client client;

  GitCredentialsIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.fleet = fleet;
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  private void assertCloned(Client with) throws IOException {
    with.git("clone", "--quiet", server.url(Fleet.HARBOUR + ".git"));
    assertThat(with.at("harbour").read("README.md")).isEqualTo("# Harbour\n");
    with.at("harbour").git("fetch", "--quiet");
  }

  private Path credentials() {
    return client.home().resolve(".git-credentials");
  }

  @Test
  void netrcIsRead() throws IOException {
    Token token = fleet.harbourToken;
    Files.writeString(
        client.home().resolve(".netrc"),
        "machine 127.0.0.1 login " + token.username() + " password " + token.secret() + "\n");
    assertCloned(client);
  }

  @Test
  void storedCredentialIsUsedAndKept() throws IOException {
    client.git("config", "--global", "credential.helper", "store");
    String stored = server.credential(fleet.groupToken, "");
    Files.writeString(credentials(), stored);
    assertCloned(client);
    assertThat(credentials()).content(StandardCharsets.UTF_8).isEqualTo(stored);
  }

  @Test
  void wrongStoredCredentialIsForgotten() throws IOException {
    client.git("config", "--global", "credential.helper", "store");
    Files.writeString(
        credentials(),
        server.credential(new Token(0, fleet.groupToken.username(), "gldt-wrong"), ""));
    client.tryGit("clone", server.url(Fleet.HARBOUR + ".git")).failure();
    assertThat(credentials()).isEmptyFile();
  }

  @Test
  void twoProjectTokensShareAHostWherePathsAreTold() throws IOException {
    client.git("config", "--global", "credential.helper", "store");
    client.git("config", "--global", "credential.useHttpPath", "true");
    String stored =
        server.credential(fleet.harbourToken, "/" + Fleet.HARBOUR + ".git")
            + server.credential(fleet.chartsToken, "/" + Fleet.CHARTS + ".git");
    Files.writeString(credentials(), stored);
    assertCloned(client);
    client.git("clone", "--quiet", server.url(Fleet.CHARTS + ".git"));
    client.at("harbour").git("fetch", "--quiet");
    assertThat(credentials().toFile()).content().contains("harbour.git").contains("charts.git");
  }

  @Test
  void extraHeaderIsTakenAtTheFirstRequest() throws IOException {
    String pair = fleet.harbourToken.username() + ":" + fleet.harbourToken.secret();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    client.git("config", "--global", "http.extraHeader", "Authorization: Basic " + basic);
    assertCloned(client);
  }

  @Test
  void askPassProgramIsAskedForBoth() throws IOException {
    Path script = client.home().resolve("askpass");
    Files.writeString(
        script,
        "#!/bin/sh\ncase \"$1\" in Username*) echo \"$DEPLOY_USER\";;"
            + " *) echo \"$DEPLOY_TOKEN\";; esac\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    assertCloned(
        client
            .with("GIT_ASKPASS", script.toString())
            .with("DEPLOY_USER", fleet.harbourToken.username())
            .with("DEPLOY_TOKEN", fleet.harbourToken.secret()));
  }

  @Test
  void environmentAloneConfiguresAHeader() throws IOException {
    String pair = fleet.groupToken.username() + ":" + fleet.groupToken.secret();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    assertCloned(
        client
            .with("GIT_CONFIG_COUNT", "1")
            .with("GIT_CONFIG_KEY_0", "http." + server.url() + "/.extraHeader")
            .with("GIT_CONFIG_VALUE_0", "Authorization: Basic " + basic));
  }

  @Test
  void urlRewrittenByConfigurationCarriesTheToken() throws IOException {
    String base = server.url(fleet.groupToken, "");
    client.git("config", "--global", "url." + base + ".insteadOf", server.url() + "/");
    assertCloned(client);
  }
}
