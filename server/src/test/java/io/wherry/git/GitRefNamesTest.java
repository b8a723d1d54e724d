package io.wherry.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of refs that would be an accident somewhere: as an option, a path, a line. */
class GitRefNamesTest {
  private static TestServer server;
  private static GitClient client;
  private static Project app;
  private static ObjectId tip = ObjectId.zeroId();
  private static List<String> before = List.of();

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
    app = server.project("acme/app");
    tip = Commits.fill(server, app);
    before = refs();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/heads/-option",
        "refs/heads/--upload-pack=touch",
        "refs/heads/a/-b",
        "refs/-x/y",
        "-refs/heads/x",
        "--exec=id",
        "refs/heads/../../../config",
        "refs/heads/..",
        "refs/heads/a..b",
        "refs/../HEAD",
        "refs/heads/./a",
        "refs/heads/.a",
        "refs/heads/a.",
        "refs/heads/a.lock",
        "refs/heads/a.lock/b",
        "refs/heads/a//b",
        "refs/heads/a/",
        "/refs/heads/a",
        "refs/heads/a b",
        "refs/heads/a~1",
        "refs/heads/a^",
        "refs/heads/a:b",
        "refs/heads/a?",
        "refs/heads/a*",
        "refs/heads/a[b",
        "refs/heads/a\\b",
        "refs/heads/a@{1}",
        "refs/heads/@{u}",
        "refs/heads/a\tb",
        "refs/heads/a\nb",
        "refs/heads/a\rb",
        "refs/heads/a\u0001b",
        "refs/heads/a\u007fb",
        "refs/heads/a\u001b[31m",
        "refs",
        "refs/",
        "main",
        "config",
        "HEAD",
        "FETCH_HEAD",
        "hooks/post-update",
        "objects/info/alternates",
        "info/attributes",
        "logs/refs/heads/main",
        ""
      })
  void badInput32_refWithSuchANameIsNotMade(String name) throws Exception {
    HttpResponse<String> answer =
        new Push().create(tip, name).with(server, app, tip).send(client, "acme/app");

    assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    assertThat(answer.body()).doesNotContain("\nok ", "ok refs/", "Exception", "org.eclipse");
    assertThat(refs()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"refs/heads/a-b", "refs/heads/übung", "refs/heads/x/y.z", "refs/tags/v1.0-rc+1"})
  void ordinaryNamesAreTaken(String name) throws Exception {
    HttpResponse<String> answer =
        new Push().create(tip, name).with(server, app, tip).send(client, "acme/app");
    assertThat(answer.body()).contains("unpack ok");
    assertThat(Commits.tip(server, app, name)).hasValue(tip);

    new Push().command(tip, ObjectId.zeroId(), name).send(client, "acme/app");
    assertThat(Commits.tip(server, app, name)).isEmpty();
  }

  /** A file system takes no longer ones, and that is not a full disk. */
  @Test
  void tooLongPartOfANameIsSaidToBeThat() throws Exception {
    String longest = "refs/heads/" + "ü".repeat(125);
    HttpResponse<String> answer =
        new Push().create(tip, longest + "x").with(server, app, tip).send(client, "acme/app");
    assertThat(answer.body()).contains("longer than 250 bytes");
    ordinaryNamesAreTaken(longest);
  }

  /** The lock of the missing one would be a directory where that of another has to be. */
  @Test
  void deletionOfWhatIsNotThereLocksNothing() throws Exception {
    String missing = "refs/tags/v1.lock/x";
    new Push().command(tip, ObjectId.zeroId(), missing).send(client, "acme/app");
    new Push().command(ObjectId.zeroId(), ObjectId.zeroId(), missing).send(client, "acme/app");
    ordinaryNamesAreTaken("refs/tags/v1");
  }

  /** Such as one that came with an import. */
  @Test
  void oddNameThatIsThereIsUpdatedAndDeleted() throws Exception {
    String name = "refs/heads/fix/-x";
    ObjectId next;
    try (Repository repository = server.open(app)) {
      next = Commits.commit(repository, name, new byte[] {1});
      next = Commits.commit(repository, name, new byte[] {2});
      RefUpdate back = repository.updateRef(name);
      back.setNewObjectId(tip);
      back.setForceUpdate(true);
      back.update();
    }
    HttpResponse<String> answer =
        new Push().command(tip, next, name).with(server, app, next).send(client, "acme/app");
    assertThat(Commits.tip(server, app, name)).as(answer.body()).hasValue(next);
    new Push().command(next, ObjectId.zeroId(), name).send(client, "acme/app");
    assertThat(Commits.tip(server, app, name)).isEmpty();
  }

  /** Git refuses to clone what has such a branch. */
  @ParameterizedTest
  @ValueSource(ints = {Constants.OBJ_TAG, Constants.OBJ_TREE, Constants.OBJ_BLOB})
  void branchThatIsNoCommitIsNotMade(int type) throws Exception {
    var pack = new RawPack();
    String tag = "object %s\ntype commit\ntag v1\ntagger A <a@b> 1 +0000\n\nv1\n";
    byte[] content =
        type == Constants.OBJ_TAG ? tag.formatted(tip.name()).getBytes(UTF_8) : new byte[0];
    ObjectId id = pack.add(type, content);
    for (String name : List.of("refs/heads/odd", "refs/tags/odd" + type)) {
      HttpResponse<String> answer =
          new Push().create(id, name).with(pack.bytes()).send(client, "acme/app");
      assertThat(answer.body()).contains("unpack ok");
      assertThat(Commits.tip(server, app, name).isPresent()).isEqualTo(name.contains("tags"));
      assertThat(answer.body().contains("a branch names a commit"))
          .isNotEqualTo(name.contains("tags"));
    }
    new Push().command(id, ObjectId.zeroId(), "refs/tags/odd" + type).send(client, "acme/app");
  }

  private static List<String> refs() throws Exception {
    try (Repository repository = server.open(app)) {
      return repository.getRefDatabase().getRefs().stream().map(Ref::toString).toList();
    }
  }
}
