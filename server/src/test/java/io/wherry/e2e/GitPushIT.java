package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pushes by a person, and the refusal of those by a deploy token. */
@ExtendWith(Fleet.Extension.class)
final class GitPushIT {
  private final Fleet fleet;
  private final JarServer server;
  private final Client client;

  GitPushIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.fleet = fleet;
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  /** A clone of a fresh project, in a directory of that name. */
  private Client author(String path) throws IOException {
    fleet.ownProject(client, path);
    client.git("clone", "--quiet", server.rootUrl(path + ".git"), "author");
    return client.at("author");
  }

  private String onServer(Client author, String ref) throws IOException {
    return author.git("ls-remote", "origin", ref).replaceFirst("\t.*", "");
  }

  @Test
  void commitsAndTagsArrive() throws IOException {
    Client author = author("push/simple");
    String tip = author.commit("new.txt", "new\n");
    author.git("tag", "--annotate", "--message", "two", "v2.0");
    author.git("push", "--quiet", "--follow-tags");
    assertThat(onServer(author, "refs/heads/main")).isEqualTo(tip);
    assertThat(onServer(author, "refs/tags/v2.0")).isEqualTo(author.git("rev-parse", "v2.0"));
  }

  @ParameterizedTest
  @CsvSource({"1048576", "100000000"})
  void largePushArrivesInChunksAndInOnePiece(int buffer) throws IOException {
    Client author = author("push/large" + buffer);
    var bytes = new byte[5 << 20];
    new Random(1).nextBytes(bytes);
    Files.write(author.file("large.bin"), bytes);
    author.git("add", "large.bin");
    author.git("commit", "--quiet", "--message", "large");
    Outcome pushed =
        author.with("GIT_TRACE_CURL", "1").tryGit("-c", "http.postBuffer=" + buffer, "push");
    pushed.success();
    boolean chunked = pushed.err().contains("=> Send header: Transfer-Encoding: chunked");
    assertThat(chunked).isEqualTo(buffer < bytes.length);
    client.git("clone", "--quiet", server.rootUrl("push/large" + buffer + ".git"), "again");
    assertThat(client.at("again").file("large.bin")).hasBinaryContent(bytes);
  }

  @Test
  void earlierHistoryIsReplacedOnlyByForce() throws IOException {
    Client author = author("push/forced");
    String before = author.git("rev-parse", "HEAD");
    author.git("reset", "--quiet", "--hard", "HEAD~2");
    String tip = author.commit("other.txt", "other\n");
    assertThat(author.tryGit("push").failure().err()).contains("non-fast-forward");
    assertThat(onServer(author, "refs/heads/main")).isEqualTo(before);
    author.git("push", "--quiet", "--force-with-lease");
    assertThat(onServer(author, "refs/heads/main")).isEqualTo(tip);
  }

  @Test
  void branchesAndTagsAreDeleted() throws IOException {
    Client author = author("push/deleted");
    author.git("push", "--quiet", "origin", "--delete", "größe/naïve", "v1.0");
    assertThat(author.git("ls-remote", "origin"))
        .contains("refs/heads/main")
        .doesNotContain("größe")
        .doesNotContain("v1.0");
  }

  @Test
  void atomicPushIsAllOrNothing() throws IOException {
    Client author = author("push/atomic");
    String before = onServer(author, "refs/heads/main");
    author.commit("new.txt", "new\n");
    Outcome refused =
        author.tryGit("push", "--atomic", "origin", "main", "main:refs/heads/-bad").failure();
    assertThat(refused.err()).contains("rejected");
    assertThat(onServer(author, "refs/heads/main")).isEqualTo(before);
    author.git("push", "--quiet", "--atomic", "origin", "main", "main:refs/heads/good");
    assertThat(onServer(author, "refs/heads/good")).isEqualTo(author.git("rev-parse", "HEAD"));
  }

  @Test
  void mirrorMakesTheServerEqual() throws IOException {
    Client author = author("push/mirror");
    client.git("clone", "--quiet", "--mirror", server.rootUrl("push/mirror.git"), "all.git");
    Client all = client.at("all.git");
    all.git("branch", "--quiet", "-D", "größe/naïve");
    all.git("branch", "third", "main~3");
    all.git("push", "--quiet", "--mirror");
    assertThat(author.git("ls-remote", "--refs", "origin").replace('\t', ' '))
        .isEqualTo(all.git("for-each-ref", "--format=%(objectname) %(refname)"));
  }

  @Test
  void deployTokenIsToldWhyItMayNotPushAndIsKeptByTheHelper() throws IOException {
    client.git("config", "--global", "credential.helper", "store");
    Path credentials = client.home().resolve(".git-credentials");
    String stored = server.credential(fleet.harbourToken, "");
    Files.writeString(credentials, stored);
    client.git("clone", "--quiet", server.url(Fleet.HARBOUR + ".git"), "author");
    client.at("author").commit("new.txt", "new\n");
    Outcome refused = client.at("author").tryGit("push").failure();
    assertThat(refused.err())
        .contains("remote: deploy tokens are not allowed to upload code")
        .contains("The requested URL returned error: 403");
    assertThat(credentials).content(StandardCharsets.UTF_8).isEqualTo(stored);
  }

  @Test
  void nobodyPushesToAPublicProject() throws IOException {
    client.git("clone", "--quiet", server.url(Fleet.SITE + ".git"), "author");
    client.at("author").commit("new.txt", "new\n");
    assertThat(client.at("author").tryGit("push").failure().err())
        .contains("could not read Username");
  }

  @ParameterizedTest
  @CsvSource({"100644, .git", "100644, .GIT", "40000, ..", "100644, a/b", "100644, git~1"})
  void treeThatWouldHarmACheckoutIsRefused(String mode, String name) throws IOException {
    Client author = author("push/bad-" + mode + "-" + Integer.toHexString(name.hashCode()));
    String before = onServer(author, "refs/heads/main");
    String blob = author.gitReading(new byte[] {'x'}, "hash-object", "-w", "--stdin");
    String target = mode.equals("40000") ? author.git("rev-parse", "HEAD^{tree}") : blob;
    var tree = new ByteArrayOutputStream();
    tree.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
    tree.writeBytes(HexFormat.of().parseHex(target));
    String treeId =
        author.gitReading(
            tree.toByteArray(), "hash-object", "-w", "-t", "tree", "--literally", "--stdin");
    String commit = author.git("commit-tree", treeId, "-p", "HEAD", "-m", "bad");
    Outcome refused = author.tryGit("push", "origin", commit + ":refs/heads/main").failure();
    assertThat(refused.err()).contains("remote rejected").contains("object " + treeId);
    assertThat(onServer(author, "refs/heads/main")).isEqualTo(before);
  }

  @Test
  void malformedCommitIsRefused() throws IOException {
    Client author = author("push/bad-commit");
    String tree = author.git("rev-parse", "HEAD^{tree}");
    byte[] text =
        ("tree " + tree + "\nauthor nobody\n\nno committer\n").getBytes(StandardCharsets.UTF_8);
    String commit =
        author.gitReading(text, "hash-object", "-w", "-t", "commit", "--literally", "--stdin");
    Outcome refused = author.tryGit("push", "origin", commit + ":refs/heads/bad").failure();
    assertThat(refused.err()).contains("remote rejected");
    assertThat(author.git("ls-remote", "origin")).doesNotContain("refs/heads/bad");
  }

  @ParameterizedTest
  @CsvSource({
    "refs/wherry/keep, the server keeps refs of this name for itself",
    "refs/heads/-option, a part of the name begins with a dash"
  })
  void namesThatTheServerKeepsOrThatLookLikeOptionsAreRefused(String ref, String why)
      throws IOException {
    Client author = author("push/names-" + Integer.toHexString(ref.hashCode()));
    assertThat(author.tryGit("push", "origin", "HEAD:" + ref).failure().err()).contains(why);
  }
}
