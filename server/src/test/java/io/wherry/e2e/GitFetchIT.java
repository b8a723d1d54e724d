package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How copies of a repository keep up with it. */
@ExtendWith(Fleet.Extension.class)
final class GitFetchIT {
  private static final String EVERY_REF = "--format=%(objectname) %(refname)";

  private final Fleet fleet;
  private final JarServer server;
  private final Client client;

  GitFetchIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.fleet = fleet;
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  /** Where somebody works who may push. */
  private Client author(String path) throws IOException {
    client.git("clone", "--quiet", server.rootUrl(path + ".git"), "author");
    return client.at("author");
  }

  @Test
  void mirrorFollowsNewForcedAndDeletedBranches() throws IOException {
    String path = fleet.ownProject(client, "fetch/mirrored");
    String url = server.url(server.token("--group", "fetch"), path + ".git");
    client.git("clone", "--quiet", "--mirror", url, "mirror.git");
    Client mirror = client.at("mirror.git");
    Client author = author(path);

    author.commit("new.txt", "new\n");
    author.git("push", "--quiet", "origin", "main", "main:refs/heads/second");
    mirror.git("remote", "update", "--prune");
    assertThat(mirror.git("for-each-ref", EVERY_REF)).isEqualTo(refsOf(path));

    author.git("reset", "--quiet", "--hard", "HEAD~3");
    author.commit("other.txt", "another history\n");
    author.git("push", "--quiet", "--force", "origin", "main", ":second", ":größe/naïve");
    author.git("push", "--quiet", "origin", ":refs/tags/light");
    mirror.git("remote", "update", "--prune");
    assertThat(mirror.git("for-each-ref", EVERY_REF)).isEqualTo(refsOf(path));
    assertThat(mirror.git("for-each-ref", "--format=%(refname)"))
        .isEqualTo("refs/heads/main\nrefs/tags/v1.0");
    mirror.git("fsck", "--strict");
  }

  private String refsOf(String path) throws IOException {
    String refs = client.git("ls-remote", "--refs", server.rootUrl(path + ".git"));
    return refs.replace('\t', ' ');
  }

  @Test
  void fetchAfterAForcedPushSeesTheNewHistory() throws IOException {
    String path = fleet.ownProject(client, "fetch/forced");
    client.git("clone", "--quiet", server.rootUrl(path + ".git"), "reader");
    Client author = author(path);
    author.git("reset", "--quiet", "--hard", "HEAD~5");
    String tip = author.commit("other.txt", "another history\n");
    author.git("push", "--quiet", "--force", "origin", "main");

    Client reader = client.at("reader");
    Outcome fetched = reader.tryGit("fetch", "origin");
    fetched.success();
    assertThat(fetched.err()).contains("(forced update)");
    assertThat(reader.git("rev-parse", "origin/main")).isEqualTo(tip);
    reader.git("fsck", "--strict");
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, version 1", "2, version 2"})
  void everyVersionOfTheProtocolClonesAndFetches(int version, String announced) throws IOException {
    String path = fleet.ownProject(client, "fetch/version" + version);
    String url = server.rootUrl(path + ".git");
    String option = "protocol.version=" + version;
    Outcome cloned = client.with("GIT_TRACE_PACKET", "1").tryGit("-c", option, "clone", url, "r");
    cloned.success();
    if (version == 2) {
      assertThat(cloned.err()).contains("git< " + announced).contains("command=fetch");
    } else {
      assertThat(cloned.err()).doesNotContain("git< version 2");
    }
    Client author = author(path);
    String tip = author.commit("new.txt", "new\n");
    author.git("push", "--quiet", "origin", "main");
    client.at("r").git("-c", option, "fetch", "--quiet");
    assertThat(client.at("r").git("rev-parse", "origin/main")).isEqualTo(tip);
  }

  @ParameterizedTest
  @CsvSource({"0", "2"})
  void longNegotiationIsSentCompressed(int version) throws IOException {
    String path = fleet.ownProject(client, "fetch/haves" + version);
    client.git("clone", "--quiet", server.rootUrl(path + ".git"), "reader");
    Client reader = client.at("reader");
    var local = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      local.append("commit refs/heads/local\ncommitter Ann <ann@example.com> 1760000000 +0000\n");
      local.append("data 1\nx\n").append(i == 0 ? "from refs/heads/main^0\n" : "\n");
    }
    reader.gitReading(local.toString().getBytes(StandardCharsets.US_ASCII), "fast-import");
    Client author = author(path);
    String tip = author.commit("new.txt", "new\n");
    author.git("push", "--quiet", "origin", "main");

    Outcome fetched =
        reader
            .with("GIT_TRACE_CURL", "1")
            .tryGit("-c", "protocol.version=" + version, "fetch", "origin");
    fetched.success();
    assertThat(fetched.err()).containsIgnoringCase("content-encoding: gzip");
    assertThat(reader.git("rev-parse", "origin/main")).isEqualTo(tip);
  }

  @Test
  void deepeningByANumberOfCommitsIsRefusedInWords() throws IOException {
    String url = server.url(fleet.harbourToken, Fleet.HARBOUR + ".git");
    client.git("clone", "--quiet", "--depth", "2", url);
    Outcome refused = client.at("harbour").tryGit("fetch", "--deepen=1").failure();
    assertThat(refused.err()).contains("deepening relative to the present depth is not supported");
  }

  @Test
  void tokenRevokedBetweenTwoFetchesIsRefusedAtTheSecond() throws IOException {
    JarServer.Token token = server.token("--project", Fleet.HARBOUR);
    client.git("clone", "--quiet", server.url(token, Fleet.HARBOUR + ".git"));
    client.at("harbour").git("fetch", "--quiet");
    server.json("token", "revoke", Long.toString(token.id()));
    Outcome refused = client.at("harbour").tryGit("fetch").failure();
    assertThat(refused.err()).contains("HTTP Basic: Access denied").contains("failed");
  }

  @Test
  void commitIsFetchedByItsIdAndAnUnreachableOneIsNot() throws IOException {
    String path = fleet.ownProject(client, "fetch/ids");
    Client author = author(path);
    String lost = author.commit("lost.txt", "lost\n");
    author.git("push", "--quiet", "origin", "main");
    author.git("reset", "--quiet", "--hard", "HEAD~1");
    author.git("push", "--quiet", "--force", "origin", "main");
    String old = author.git("rev-parse", "HEAD~4");

    client.git("init", "--quiet", "reader");
    Client reader = client.at("reader");
    String url = server.rootUrl(path + ".git");
    reader.git("fetch", "--quiet", "--depth", "1", url, old);
    assertThat(reader.git("rev-parse", "FETCH_HEAD")).isEqualTo(old);
    Outcome refused = reader.tryGit("fetch", url, lost).failure();
    assertThat(refused.err()).contains("want " + lost + " not valid");
    String blob = author.git("rev-parse", lost + ":lost.txt");
    assertThat(reader.tryGit("fetch", url, blob).failure().err())
        .contains("want " + blob + " not valid");
  }
}
