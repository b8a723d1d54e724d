package io.wherry.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Old history in odd forms can be pushed as it can be imported; what is dangerous can not. */
class ToleratedHistoryTest {
  private final RawPack pack = new RawPack();
  private TestServer server;
  private Project app;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start();
    app = server.project("app");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String push(ObjectId commit) throws Exception {
    HttpResponse<String> answer =
        new Push()
            .create(commit, "refs/heads/main")
            .with(pack.bytes())
            .send(new GitClient(server), "app.git");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private String pushTree(byte[] tree) throws Exception {
    return push(pack.add(Constants.OBJ_COMMIT, RawPack.commit(pack.add(Constants.OBJ_TREE, tree))));
  }

  private String pushModules(String file) throws Exception {
    ObjectId blob = pack.add(Constants.OBJ_BLOB, file.getBytes(UTF_8));
    return pushTree(RawPack.tree(".gitmodules", FileMode.REGULAR_FILE, blob));
  }

  private void assertTaken(String answer) throws IOException {
    assertThat(answer).contains("unpack ok", "ok refs/heads/main");
    assertThat(Commits.tip(server, app, "refs/heads/main")).isPresent();
  }

  @Test
  void modesWithALeadingZeroAreTaken() throws Exception {
    ObjectId blob = pack.add(Constants.OBJ_BLOB, new byte[] {1});
    var tree = new ByteArrayOutputStream();
    tree.writeBytes("0100644 file\0".getBytes(UTF_8));
    var id = new byte[Constants.OBJECT_ID_LENGTH];
    blob.copyRawTo(id, 0);
    tree.writeBytes(id);
    assertTaken(pushTree(tree.toByteArray()));
  }

  @Test
  void datesWithoutASpaceBeforeThemAreTaken() throws Exception {
    ObjectId tree = pack.add(Constants.OBJ_TREE, new byte[0]);
    String commit =
        """
        tree %s
        author A <a@b>1 +0000
        committer A <a@b>1 +0000

        x
        """;
    assertTaken(
        push(pack.add(Constants.OBJ_COMMIT, commit.formatted(tree.name()).getBytes(UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<<<<<<< HEAD\n[submodule \"a\"]\n\turl = ../x.git\n",
        "[submodule \"..a\"]\n\tpath = b/-c\n\turl = ../x.git\n",
        ""
      })
  void oddSubmodulesOfNoHarmAreTaken(String file) throws Exception {
    assertTaken(pushModules(file));
  }

  @Test
  void aDirectoryMayBeCalledLikeTheListOfThem() throws Exception {
    ObjectId blob = pack.add(Constants.OBJ_BLOB, new byte[] {1});
    ObjectId inner =
        pack.add(Constants.OBJ_TREE, RawPack.tree("file", FileMode.REGULAR_FILE, blob));
    assertTaken(pushTree(RawPack.tree(".gitmodules", FileMode.TREE, inner)));
  }

  @Test
  void aSubmoduleMayBeCalledLikeTheListOfThem() throws Exception {
    ObjectId elsewhere = ObjectId.fromString("1".repeat(40));
    assertTaken(pushTree(RawPack.tree(".gitmodules", FileMode.GITLINK, elsewhere)));
  }

  @ParameterizedTest
  @CsvSource({
    "../../x, sub,  https://example.org/x",
    "a/..,    sub,  https://example.org/x",
    "fine,    sub,  -uevil",
    "fine,    -sub, https://example.org/x",
  })
  void dangerousSubmodulesAreRefused(String name, String path, String url) throws Exception {
    String file = "[submodule \"%s\"]\n\tpath = %s\n\turl = %s\n";
    assertThat(pushModules(file.formatted(name, path, url)))
        .contains("the push has a dangerous submodule: " + name);
    assertThat(Commits.tip(server, app, "refs/heads/main")).isEmpty();
  }

  /** JGit cannot read a file with such a section, and Git can. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Submodule \"../../x\"]\n",
        "[submodule \"a/.\\./.\\./x\"]\n",
        "[submodule \"\\-x\"]\n",
        "[submodule.-x]\n",
        "[submodule \"a\"]\n\turl = \"\"--upload-pack=touch\n",
        "[submodule \"a\"]\n\turl = \\\n-uevil\n"
      })
  void dangerousSubmodulesAreRefusedHoweverTheyAreWritten(String sections) throws Exception {
    assertThat(pushModules("[include]\n\tfoo = 1\n" + sections))
        .contains("cannot be read and looks dangerous");
    assertThat(Commits.tip(server, app, "refs/heads/main")).isEmpty();
  }

  /** The pack of a refused push stays for a while. */
  @Test
  void whatWasRefusedIsNotTakenWithoutItsObjects() throws Exception {
    ObjectId blob =
        pack.add(Constants.OBJ_BLOB, "[submodule \"../x\"]\n\turl = ../y\n".getBytes(UTF_8));
    byte[] root = RawPack.tree(".gitmodules", FileMode.REGULAR_FILE, blob);
    ObjectId tree = pack.add(Constants.OBJ_TREE, root);
    ObjectId commit = pack.add(Constants.OBJ_COMMIT, RawPack.commit(tree));
    assertThat(push(commit)).contains("a dangerous submodule: ../x");

    String again =
        new Push()
            .create(commit, "refs/heads/main")
            .with(new RawPack().bytes())
            .send(new GitClient(server), "app.git")
            .body();
    assertThat(again).contains("a dangerous submodule: ../x");
    var other = new RawPack();
    ObjectId child = other.add(Constants.OBJ_COMMIT, RawPack.commit(tree, commit));
    String above =
        new Push()
            .create(child, "refs/heads/main")
            .with(other.bytes())
            .send(new GitClient(server), "app.git")
            .body();
    assertThat(above).contains("a dangerous submodule: ../x");
    assertThat(Commits.tip(server, app, "refs/heads/main")).isEmpty();
  }
}
