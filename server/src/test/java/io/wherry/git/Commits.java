package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;

/** Fills repositories without a working tree. */
final class Commits {
  private static final PersonIdent SOMEBODY =
      new PersonIdent("Somebody", "somebody@example.org", Instant.EPOCH, ZoneOffset.UTC);

  private Commits() {}

  /** Adds to {@code main} a commit with one file that holds the project's path. */
  static ObjectId fill(TestServer server, Project project) throws IOException {
    try (Repository repository = server.open(project)) {
      return commit(
          repository,
          "refs/heads/main",
          project.path().toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Adds a commit with one file to a ref, which need not exist. */
  static ObjectId commit(Repository repository, String ref, byte[] content) throws IOException {
    Optional<ObjectId> parent = Optional.ofNullable(repository.resolve(ref));
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      var tree = new TreeFormatter();
      tree.append("file", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, content));
      var commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(tree));
      parent.ifPresent(commit::setParentId);
      commit.setAuthor(SOMEBODY);
      commit.setCommitter(SOMEBODY);
      commit.setMessage("change\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef(ref);
      update.setNewObjectId(id);
      assertThat(update.update()).isIn(RefUpdate.Result.NEW, RefUpdate.Result.FAST_FORWARD);
      return id;
    }
  }

  /** Where a ref of the project points, if it exists. */
  static Optional<ObjectId> tip(TestServer server, Project project, String ref) throws IOException {
    try (Repository repository = server.open(project)) {
      return Optional.ofNullable(repository.exactRef(ref)).map(found -> found.getObjectId());
    }
  }
}
