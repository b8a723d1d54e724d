package io.wherry.repository.importing;

import static java.util.stream.Collectors.joining;

import io.wherry.repository.importing.StreamObjects.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Reads commits and stores each byte for byte as it was, whatever the encoding of its names and its
 * message. Not thread-safe.
 */
final class CommitCommand {
  private final FastImportReader in;
  private final StreamObjects objects;
  private final FileChanges changes;

  CommitCommand(FastImportReader in, StreamObjects objects) {
    this.in = in;
    this.objects = objects;
    changes = new FileChanges(in, objects);
  }

  /** Reads the rest of a commit to that ref. */
  void read(String ref) throws IOException {
    Optional<Long> mark = in.mark();
    in.take("original-oid ");
    String people = people();
    String signatures = signatures();
    String encoding = in.take("encoding ").map(name -> header("encoding", name)).orElse("");
    byte[] message = in.text();
    var files = new FileTree(objects);
    String parents = parents(ref, files);
    changes.applyTo(files);
    String tree = header("tree", files.store().name());
    Stored commit =
        objects.insert(
            Constants.OBJ_COMMIT, tree + parents + people + encoding + signatures, message);
    mark.ifPresent(number -> objects.mark(number, commit));
    objects.point(ref, commit);
  }

  private String people() throws IOException {
    Optional<String> author = in.person("author ");
    String committer =
        in.person("committer ").orElseThrow(() -> in.invalid("a commit without a committer"));
    return header("author", author.orElse(committer)) + header("committer", committer);
  }

  /** One for each algorithm, in the order in which Git writes them. */
  private String signatures() throws IOException {
    var signatures = new TreeMap<String, String>();
    Optional<String> kind = in.take("gpgsig ");
    while (kind.isPresent()) {
      String name = kind.get().startsWith("sha256") ? "gpgsig-sha256" : "gpgsig";
      String signature = new String(in.text(), StandardCharsets.ISO_8859_1);
      signatures.putIfAbsent(name, header(name, signature.replace("\n", "\n ")));
      kind = in.take("gpgsig ");
    }
    return String.join("", signatures.values());
  }

  /** As headers; the files become those of the commit that this one follows. */
  private String parents(String ref, FileTree files) throws IOException {
    var parents = new ArrayList<ObjectId>();
    Optional<String> from = in.take("from ").or(() -> objects.tip(ref).map(tip -> ref));
    if (from.isPresent() && !StreamObjects.isNothing(from.get())) {
      ObjectId parent = objects.findCommit(from.get());
      parents.add(parent);
      files.replace(objects.treeOf(parent));
    }
    Optional<String> merge = in.take("merge ");
    while (merge.isPresent()) {
      parents.add(objects.findCommit(merge.get()));
      merge = in.take("merge ");
    }
    return parents.stream().map(parent -> header("parent", parent.name())).collect(joining());
  }

  private static String header(String name, String value) {
    return name + " " + value + "\n";
  }
}
