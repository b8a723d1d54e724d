package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;

/** Fills a repository; each commit is a minute younger than the one before. */
final class GitFixture {
  private final Repository repository;
  private Instant time = Instant.parse("2026-01-01T00:00:00Z");

  GitFixture(Repository repository) {
    this.repository = repository;
  }

  private PersonIdent somebody(String name) {
    return new PersonIdent(name, name + "@example.org", time, ZoneOffset.ofHours(2));
  }

  /** Adds a commit to a branch, which need not exist; it adds or changes one file. */
  ObjectId commit(String branch, String path, String message) throws IOException {
    var parents = new ArrayList<ObjectId>();
    ObjectId tip = repository.resolve(branch);
    if (tip != null) {
      parents.add(tip);
    }
    ObjectId commit = write(parents, path, message);
    point(branch, commit);
    return commit;
  }

  /** Adds a commit that joins two branches to the first of them. */
  ObjectId merge(String branch, String other) throws IOException {
    List<ObjectId> parents = List.of(repository.resolve(branch), repository.resolve(other));
    ObjectId commit = write(parents, "merged-" + parents.get(1).name(), "Merge " + other + "\n");
    point(branch, commit);
    return commit;
  }

  private ObjectId write(List<ObjectId> parents, String path, String message) throws IOException {
    time = time.plusSeconds(60);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      var commit = new CommitBuilder();
      commit.setTreeId(tree(inserter, parents, path, message));
      commit.setParentIds(parents);
      commit.setAuthor(somebody("author"));
      commit.setCommitter(somebody("committer"));
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private ObjectId tree(
      ObjectInserter inserter, List<ObjectId> parents, String path, String content)
      throws IOException {
    DirCache files = DirCache.newInCore();
    DirCacheBuilder builder = files.builder();
    if (!parents.isEmpty()) {
      ObjectId before = repository.parseCommit(parents.get(0)).getTree();
      builder.addTree(new byte[0], 0, repository.newObjectReader(), before);
      builder.finish();
      builder = files.builder();
      for (int i = 0; i < files.getEntryCount(); i++) {
        if (!files.getEntry(i).getPathString().equals(path)) {
          builder.add(files.getEntry(i));
        }
      }
    }
    var entry = new DirCacheEntry(path);
    entry.setFileMode(FileMode.REGULAR_FILE);
    entry.setObjectId(
        inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8)));
    builder.add(entry);
    builder.finish();
    return files.writeTree(inserter);
  }

  /** Makes an annotated tag. */
  ObjectId tag(String name, ObjectId target, String message) throws IOException {
    time = time.plusSeconds(60);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      var tag = new TagBuilder();
      tag.setTag(name);
      tag.setObjectId(target, repository.open(target).getType());
      tag.setTagger(somebody("tagger"));
      tag.setMessage(message);
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      point("refs/tags/" + name, id);
      return id;
    }
  }

  ObjectId blob(String content) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
      inserter.flush();
      return id;
    }
  }

  /** Points a ref, or a branch where it is no full name, at an object. */
  void point(String ref, ObjectId id) throws IOException {
    String full = ref.startsWith("refs/") ? ref : "refs/heads/" + ref;
    RefUpdate update = repository.updateRef(full);
    update.setNewObjectId(id);
    update.setForceUpdate(true);
    assertThat(update.update())
        .isIn(RefUpdate.Result.NEW, RefUpdate.Result.FAST_FORWARD, RefUpdate.Result.FORCED);
  }
}
