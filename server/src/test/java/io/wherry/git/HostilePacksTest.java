package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs that may be pushed, were it not for what they would do to others. */
class HostilePacksTest {
  private static final String TAG =
      """
      object %s
      type %s
      tag v
      tagger A <a@b> 1 +0000

      %s
      """;

  private TestServer server;
  private Project app;
  private ObjectId tip = ObjectId.zeroId();
  private final RawPack pack = new RawPack();

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start();
    app = server.project("app");
    tip = Commits.fill(server, app);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private ObjectId tag(ObjectId of, String type, String message) throws Exception {
    String content = TAG.formatted(of.name(), type, message);
    return pack.add(Constants.OBJ_TAG, content.getBytes(StandardCharsets.UTF_8));
  }

  private String push(ObjectId id) throws Exception {
    HttpResponse<String> answer =
        new Push()
            .create(id, "refs/tags/x")
            .with(pack.bytes())
            .send(new GitClient(server), "app.git");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Every list of refs would be an error: JGit follows tags, and does not read that one. */
  @Test
  void tagThatCannotBeReadIsRefused() throws Exception {
    ObjectId large = tag(tip, "commit", "x".repeat(50 << 20));
    assertThat(push(tag(large, "tag", "small")))
        .contains("a commit, tree or tag of 52428800 bytes or more");
    assertThat(Commits.tip(server, app, "refs/tags/x")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"100, true", "101, false"})
  void longChainOfTagsIsRefused(int length, boolean taken) throws Exception {
    ObjectId last = tag(tip, "commit", "first");
    for (int i = 1; i < length; i++) {
      last = tag(last, "tag", "next");
    }
    assertThat(push(last).contains("a tag of more than 100 tags")).isNotEqualTo(taken);
    assertThat(Commits.tip(server, app, "refs/tags/x").isPresent()).isEqualTo(taken);
  }

  /** However it came to be. */
  @Test
  void longChainOfTagsIsRefusedAlsoWhereItCameInPieces() throws Exception {
    ObjectId last = tag(tip, "commit", "first");
    for (int i = 1; i < 100; i++) {
      last = tag(last, "tag", "next");
    }
    assertThat(push(last)).contains("ok refs/tags/x");
    ObjectId first = last;
    String answer =
        new Push()
            .create(tag(first, "tag", "and one"), "refs/tags/y")
            .with(pack.bytes())
            .send(new GitClient(server), "app.git")
            .body();
    assertThat(answer).contains("a tag of more than 100 tags");
  }

  /** A slip with {@code git tag -a NAME TAG}, made for every release. */
  @Test
  void manyTagsOfTagsAreTaken() throws Exception {
    ObjectId last = tip;
    for (int i = 0; i < 150; i++) {
      last = tag(tag(tip, "commit", "v" + i), "tag", "release-" + i);
    }
    assertThat(push(last)).contains("ok refs/tags/x");
  }

  /** JGit reads them where a client announces them, whether they are offered or not. */
  @Test
  void pushOptionsAreNotRead() throws Exception {
    tag(tip, "commit", "x");
    String body = PacketLines.of("\0".repeat(20)) + PacketLines.FLUSH;
    var options = new ByteArrayOutputStream();
    options.writeBytes(body.getBytes(StandardCharsets.UTF_8));
    options.writeBytes(pack.bytes());
    String answer =
        new Push()
            .asking("push-options")
            .create(tag(tip, "commit", "x"), "refs/tags/x")
            .with(options.toByteArray())
            .send(new GitClient(server), "app.git")
            .body();
    assertThat(answer).contains("the pack is damaged");
    assertThat(Commits.tip(server, app, "refs/tags/x")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10000, true", "10002, false"})
  void objectsThatNothingNamesAreRefused(int count, boolean taken) throws Exception {
    for (int i = 0; i < count; i++) {
      pack.add(Constants.OBJ_BLOB, String.valueOf(i).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(push(tag(tip, "commit", "x")).contains("nothing names")).isNotEqualTo(taken);
    assertThat(Commits.tip(server, app, "refs/tags/x").isPresent()).isEqualTo(taken);
  }

  /** Lists of commits, branches and tags would be errors. */
  @Test
  void dateThatIsNoneIsNoError() throws Exception {
    String commit =
        """
        tree %s
        author A <a@b> 99999999999999999 +0000
        committer A <a@b> 99999999999999999 +0000

        x
        """;
    ObjectId tree = pack.add(Constants.OBJ_TREE, new byte[0]);
    ObjectId odd =
        pack.add(
            Constants.OBJ_COMMIT, commit.formatted(tree.name()).getBytes(StandardCharsets.UTF_8));
    String tag = TAG.replace("<a@b> 1 ", "<a@b> 99999999999999999 ");
    ObjectId last =
        pack.add(
            Constants.OBJ_TAG,
            tag.formatted(odd.name(), "commit", "x").getBytes(StandardCharsets.UTF_8));
    assertThat(push(last)).contains("ok refs/tags/x");
    Rest root = Rest.root(server);
    String base = "/projects/app/repository";
    for (String path : new String[] {"/tags", "/commits?ref_name=x", "/commits/" + odd.name()}) {
      assertThat(root.get(base + path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aBranchThatIsCalledLikeACommitDoesNotStandForIt() throws Exception {
    ObjectId other;
    try (Repository repository = server.open(app)) {
      other = Commits.commit(repository, "refs/heads/" + tip.name(), new byte[] {1});
    }
    Rest root = Rest.root(server);
    assertThat(root.get("/projects/app/repository/commits/" + tip.name()).text("id"))
        .isEqualTo(tip.name())
        .isNotEqualTo(other.name());
  }
}
