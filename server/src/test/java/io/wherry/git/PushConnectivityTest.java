package io.wherry.git;

import static io.wherry.git.RawPack.idOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.jgit.lib.Constants.OBJ_BLOB;
import static org.eclipse.jgit.lib.Constants.OBJ_COMMIT;
import static org.eclipse.jgit.lib.Constants.OBJ_TAG;
import static org.eclipse.jgit.lib.Constants.OBJ_TREE;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a ref names after a push is there to the last object, however little of it is read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PushConnectivityTest {
  private static final String REF = "refs/tags/new";
  private static final byte[] BLOB = "new".getBytes(UTF_8);
  private static final byte[] OLD_BLOB = "old".getBytes(UTF_8);
  private static final byte[] TREE =
      RawPack.tree("file", FileMode.REGULAR_FILE, idOf(OBJ_BLOB, BLOB));
  private static final byte[] ABOVE = RawPack.tree("inner", FileMode.TREE, idOf(OBJ_TREE, TREE));

  private TestServer roomy;
  private TestServer tight;
  private int projects;

  /** The second one has no memory to take down what comes, so that JGit's check does it all. */
  @BeforeAll
  void start() throws IOException {
    roomy = TestServer.start();
    tight = TestServer.start(Map.of("WHERRY_GIT_PACK_MEMORY", "1KiB"));
  }

  @AfterAll
  void stop() throws IOException {
    roomy.close();
    tight.close();
  }

  /** Fills a pack and returns what the ref is to name. */
  @FunctionalInterface
  interface Content {
    ObjectId fill(RawPack pack, Repository repository, ObjectId tip) throws IOException;
  }

  static Stream<Arguments> complete() {
    return Stream.of(
        row("all of a history", (pack, repository, tip) -> history(pack)),
        row(
            "a commit upon the tip with an old file",
            (pack, repository, tip) -> {
              byte[] tree = RawPack.tree("moved", FileMode.REGULAR_FILE, idOf(OBJ_BLOB, OLD_BLOB));
              return commit(pack, pack.add(OBJ_TREE, tree), tip);
            }),
        row(
            "a commit with the tree of the tip and no parent",
            (pack, repository, tip) -> commit(pack, repository.resolve(tip.name() + "^{tree}"))),
        row(
            "a submodule whose commit is elsewhere",
            (pack, repository, tip) -> {
              byte[] tree = RawPack.tree("sub", FileMode.GITLINK, idOf(OBJ_COMMIT, BLOB));
              return commit(pack, pack.add(OBJ_TREE, tree));
            }),
        row("a tag of the tip", (pack, repository, tip) -> pack.add(OBJ_TAG, RawPack.tag(tip))),
        row(
            "a tree that is a delta",
            (pack, repository, tip) -> {
              pack.add(OBJ_BLOB, BLOB);
              ObjectId base = pack.add(OBJ_TREE, TREE);
              return commit(pack, pack.addDelta(OBJ_TREE, base, TREE.length, ABOVE));
            }),
        row("the tip again and no object", (pack, repository, tip) -> tip));
  }

  static Stream<Arguments> broken() {
    return Stream.concat(withoutFiles(), withoutCommits());
  }

  static Stream<Arguments> withoutFiles() {
    return Stream.of(
        row("no blob", (pack, repository, tip) -> commit(pack, pack.add(OBJ_TREE, TREE))),
        row("no tree", (pack, repository, tip) -> commit(pack, idOf(OBJ_TREE, TREE))),
        row("no inner tree", (pack, repository, tip) -> commit(pack, pack.add(OBJ_TREE, ABOVE))),
        row(
            "no inner tree, named by a delta",
            (pack, repository, tip) -> {
              byte[] file = RawPack.tree("a", FileMode.REGULAR_FILE, pack.add(OBJ_BLOB, BLOB));
              ObjectId base = pack.add(OBJ_TREE, file);
              return commit(pack, pack.addDelta(OBJ_TREE, base, file.length, ABOVE));
            }));
  }

  static Stream<Arguments> withoutCommits() {
    ObjectId missing = idOf(OBJ_COMMIT, BLOB);
    return Stream.of(
        row(
            "no parent",
            (pack, repository, tip) -> {
              pack.add(OBJ_BLOB, BLOB);
              return commit(pack, pack.add(OBJ_TREE, TREE), missing);
            }),
        row(
            "no second parent",
            (pack, repository, tip) -> {
              pack.add(OBJ_BLOB, BLOB);
              return commit(pack, pack.add(OBJ_TREE, TREE), tip, missing);
            }),
        row("no commit at all", (pack, repository, tip) -> missing),
        row(
            "another commit",
            (pack, repository, tip) -> {
              history(pack);
              return missing;
            }),
        row(
            "no commit behind a tag",
            (pack, repository, tip) -> pack.add(OBJ_TAG, RawPack.tag(missing))),
        row(
            "a parent that is there without its tree",
            (pack, repository, tip) -> {
              ObjectId rotten = insert(repository, RawPack.commit(idOf(OBJ_TREE, TREE)));
              byte[] tree = RawPack.tree("f", FileMode.REGULAR_FILE, pack.add(OBJ_BLOB, OLD_BLOB));
              return commit(pack, pack.add(OBJ_TREE, tree), rotten);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("complete")
  void aPushThatLacksNothingIsTaken(String name, Content content) throws Exception {
    for (TestServer server : new TestServer[] {roomy, tight}) {
      assertThat(push(server, content)).isPresent();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void aPushThatLacksAnObjectIsRefused(String name, Content content) throws Exception {
    for (TestServer server : new TestServer[] {roomy, tight}) {
      assertThat(push(server, content)).isEmpty();
    }
  }

  /** JGit's own check takes it. */
  @Test
  void aFileInThePlaceOfATreeIsRefused() throws Exception {
    Content content =
        (pack, repository, tip) -> {
          ObjectId file = pack.add(OBJ_BLOB, BLOB);
          return commit(pack, pack.add(OBJ_TREE, RawPack.tree("no", FileMode.TREE, file)));
        };
    assertThat(push(roomy, content)).isEmpty();
  }

  private Optional<ObjectId> push(TestServer server, Content content) throws Exception {
    String path = "acme/p" + projects++;
    Project project = server.project(path);
    var pack = new RawPack();
    ObjectId target;
    try (Repository repository = server.open(project)) {
      ObjectId tip = Commits.commit(repository, "refs/heads/main", OLD_BLOB);
      target = content.fill(pack, repository, tip);
    }
    new Push().create(target, REF).with(pack.bytes()).send(new GitClient(server), path);
    return Commits.tip(server, project, REF);
  }

  private static ObjectId history(RawPack pack) throws IOException {
    pack.add(OBJ_BLOB, BLOB);
    pack.add(OBJ_TREE, TREE);
    ObjectId first = commit(pack, idOf(OBJ_TREE, TREE));
    return commit(pack, pack.add(OBJ_TREE, ABOVE), first);
  }

  private static ObjectId commit(RawPack pack, ObjectId tree, ObjectId... parents)
      throws IOException {
    return pack.add(OBJ_COMMIT, RawPack.commit(tree, parents));
  }

  private static ObjectId insert(Repository repository, byte[] commit) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(OBJ_COMMIT, commit);
      inserter.flush();
      return id;
    }
  }

  private static Arguments row(String name, Content content) {
    return Arguments.of(name, content);
  }
}
