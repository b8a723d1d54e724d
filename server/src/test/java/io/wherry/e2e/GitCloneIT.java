package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which Git takes a repository for the first time. */
@ExtendWith(Fleet.Extension.class)
final class GitCloneIT {
  private static final String HARBOUR = Fleet.HARBOUR + ".git";

  private final Fleet fleet;
  private final JarServer server;
  private final Client client;

  GitCloneIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.fleet = fleet;
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  private Client cloneWith(String... options) throws IOException {
    var arguments = new ArrayList<>(List.of("clone", "--quiet"));
    arguments.addAll(List.of(options));
    arguments.add(server.url(fleet.groupToken, HARBOUR));
    arguments.add("copy");
    client.git(arguments.toArray(new String[0]));
    return client.at("copy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme/fleet/harbour.git",
        "acme/fleet/harbour",
        "acme/fleet/harbour.git/",
        "Acme/Fleet/Harbour.git"
      })
  void projectTokenClonesItsProjectUnderEachSpelling(String path) throws IOException {
    client.git("clone", "--quiet", server.url(fleet.harbourToken, path), "copy");
    assertThat(client.at("copy").read("README.md")).isEqualTo("# Harbour\n");
    client.at("copy").git("fsck", "--strict");
  }

  @Test
  void groupTokenClonesEveryProjectBelowItsGroup() throws IOException {
    for (String path : new String[] {Fleet.HARBOUR, Fleet.CHARTS}) {
      client.git("clone", "--quiet", server.url(fleet.groupToken, path + ".git"));
    }
    assertThat(client.file("harbour/README.md")).exists();
    assertThat(client.file("charts/README.md")).exists();
  }

  @Test
  void projectTokenClonesNoOtherProject() throws IOException {
    Outcome refused =
        client.tryGit("clone", server.url(fleet.harbourToken, Fleet.CHARTS + ".git")).failure();
    assertThat(refused.err()).contains("remote: HTTP Basic: Access denied").contains("failed");
    assertThat(client.file("charts")).doesNotExist();
  }

  @Test
  void publicProjectIsClonedWithoutCredentials() throws IOException {
    client.git("clone", "--quiet", server.url(Fleet.SITE + ".git"));
    assertThat(client.file("site/README.md")).exists();
    Outcome refused = client.tryGit("clone", server.url(HARBOUR)).failure();
    assertThat(refused.err()).contains("could not read Username");
  }

  @Test
  void shallowCloneHasOneCommitAndCanBeCompleted() throws IOException {
    Client copy = cloneWith("--depth", "1");
    assertThat(copy.git("rev-list", "--count", "HEAD")).isEqualTo("1");
    copy.git("fetch", "--quiet", "--depth", "3");
    assertThat(copy.git("rev-list", "--count", "HEAD")).isEqualTo("3");
    copy.git("fetch", "--quiet", "--unshallow");
    assertThat(copy.git("rev-list", "--count", "HEAD")).isEqualTo("24");
    copy.git("fsck", "--strict");
  }

  @Test
  void shallowCloneSinceADateAndExcludingATag() throws IOException {
    Client since = cloneWith("--shallow-since=2020-01-01");
    assertThat(since.git("rev-list", "--count", "HEAD")).isEqualTo("24");
    String url = server.url(fleet.groupToken, HARBOUR);
    client.git("clone", "--quiet", "--shallow-exclude=v1.0", url, "excluding");
    assertThat(client.at("excluding").git("rev-list", "--count", "HEAD")).isEqualTo("1");
  }

  @Test
  void singleBranchLeavesTheOthersOut() throws IOException {
    Client copy = cloneWith("--single-branch");
    assertThat(copy.git("branch", "--remotes", "--format=%(refname)"))
        .isEqualTo("refs/remotes/origin/HEAD\nrefs/remotes/origin/main");
  }

  @Test
  void tagIsClonedByName() throws IOException {
    Client copy = cloneWith("--branch", "v1.0");
    assertThat(copy.git("describe", "--exact-match")).isEqualTo("v1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blob:none", "tree:0", "blob:limit=100"})
  void partialCloneFetchesWhatIsMissingWhenItIsNeeded(String filter) throws IOException {
    Client copy = cloneWith("--filter=" + filter, "--no-checkout");
    assertThat(copy.git("rev-list", "--objects", "--all", "--missing=print")).contains("\n?");
    copy.git("checkout", "--quiet", "main");
    assertThat(copy.read("src/part0.txt")).isEqualTo("changed after the tag\n");
    assertThat(copy.git("show", "v1.0:src/part0.txt")).startsWith("line of part 0\n");
    assertThat(copy.git("log", "--patch")).contains("+in the oldest commit only");
    copy.git("fsck", "--strict");
  }

  @Test
  void sparseCheckoutShowsOnlyWhatWasAskedFor() throws IOException {
    Client copy = cloneWith("--filter=blob:none", "--sparse");
    assertThat(copy.file("README.md")).exists();
    assertThat(copy.file("src")).doesNotExist();
    copy.git("sparse-checkout", "set", "src");
    assertThat(copy.read("src/part19.txt")).startsWith("line of part 19\n");
    assertThat(copy.file("übersicht")).doesNotExist();
  }

  @Test
  void emptyRepositoryIsCloned() throws IOException {
    server.project("clone/empty");
    Outcome done = client.tryGit("clone", server.rootUrl("clone/empty.git"));
    done.success();
    assertThat(done.err()).contains("You appear to have cloned an empty repository");
    assertThat(client.file("empty/.git")).exists();
  }

  @Test
  void namesBeyondAsciiArriveAsTheyWere() throws IOException {
    Client copy = cloneWith();
    assertThat(copy.git("ls-tree", "-r", "-z", "--name-only", "HEAD"))
        .contains("übersicht/日本語 файл.txt\0");
    assertThat(copy.git("for-each-ref", "--format=%(refname)"))
        .contains("refs/remotes/origin/größe/naïve");
    copy.git("checkout", "--quiet", "größe/naïve");
    assertThat(copy.read("extra.txt")).isEqualTo("on a branch\n");
  }

  @Test
  void archivesAreNotOffered() throws Exception {
    String url = server.url(fleet.groupToken, HARBOUR);
    assertThat(client.tryGit("archive", "--remote=" + url, "HEAD").failure().err())
        .contains("not supported by protocol");
    var request =
        HttpRequest.newBuilder(
                URI.create(server.url(Fleet.SITE + ".git/info/refs?service=git-upload-archive")))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Files.exists(client.file("HEAD"))).isFalse();
  }
}
