package io.wherry.repository.importing;

import io.wherry.repository.importing.StreamObjects.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Loads what <a href="https://git-scm.com/docs/git-fast-export">git fast-export</a> writes, with
 * whichever of its options: the same objects with the same ids, as far as the stream tells. Of the
 * language that <a href="https://git-scm.com/docs/git-fast-import">git fast-import</a> understands,
 * what asks for answers, reads or writes files or makes notes is refused. Not thread-safe.
 */
final class FastImport {
  private static final Set<String> HARMLESS_FEATURES =
      Set.of("force", "date-format=raw", "date-format=raw-permissive");

  /** What stands in a text for bytes that are no UTF-8. */
  private static final char UNREADABLE = '\ufffd';

  private final FastImportReader in;
  private final StreamObjects objects;
  private final CommitCommand commits;
  private final Map<String, Command> commands =
      Map.ofEntries(
          Map.entry("blob", this::blob),
          Map.entry("commit", this::commit),
          Map.entry("tag", this::tag),
          Map.entry("reset", this::reset),
          Map.entry("alias", this::alias),
          Map.entry("feature", this::feature),
          Map.entry("done", nothing -> done = true),
          Map.entry("option", nothing -> {}),
          Map.entry("progress", nothing -> {}),
          Map.entry("checkpoint", nothing -> {}),
          Map.entry("", nothing -> {}));
  private boolean doneExpected;
  private boolean done;

  private FastImport(FastImportReader in, StreamObjects objects) {
    this.in = in;
    this.objects = objects;
    commits = new CommitCommand(in, objects);
  }

  @FunctionalInterface
  private interface Command {
    void run(String argument) throws IOException;
  }

  /**
   * Puts the objects of a stream into a repository, but not its refs: these are the answer, in the
   * order in which the stream has them. The name is what messages call the stream.
   */
  static Map<String, ObjectId> load(InputStream stream, Path name, Repository repository)
      throws IOException {
    var in = new FastImportReader(new LineInput(stream, name));
    try (var objects = new StreamObjects(repository, in)) {
      new FastImport(in, objects).run();
      return objects.refs();
    }
  }

  private void run() throws IOException {
    Optional<String> line = in.next();
    while (line.isPresent()) {
      run(line.get());
      line = done ? Optional.empty() : in.next();
    }
    if (doneExpected && !done) {
      throw in.invalid("the stream ends before it is done");
    }
  }

  private void run(String line) throws IOException {
    String[] words = line.split(" ", 2);
    Command command = commands.get(words[0]);
    if (command == null) {
      throw in.unsupported("unknown command: " + line);
    }
    command.run(words.length < 2 ? "" : words[1]);
  }

  private void blob(String nothing) throws IOException {
    Optional<Long> mark = in.mark();
    in.take("original-oid ");
    Stored blob = objects.insertBlob(in.data());
    mark.ifPresent(number -> objects.mark(number, blob));
  }

  private void commit(String ref) throws IOException {
    checkRef(ref);
    commits.read(ref);
  }

  /** A ref is taken away first, and comes back where there is something to point at. */
  private void reset(String ref) throws IOException {
    checkRef(ref);
    objects.forget(ref);
    Optional<String> from = in.take("from ");
    if (from.isPresent() && !StreamObjects.isNothing(from.get())) {
      objects.point(ref, objects.find(from.get()));
    }
  }

  private void tag(String name) throws IOException {
    String ref = Constants.R_TAGS + name;
    checkRef(ref);
    Optional<Long> mark = in.mark();
    Stored tagged = objects.find(in.require("from "));
    in.take("original-oid ");
    String tagger = in.person("tagger ").map("tagger %s\n"::formatted).orElse("");
    String headers =
        "object %s\ntype %s\ntag %s\n%s"
            .formatted(tagged.id().name(), Constants.typeString(tagged.type()), name, tagger);
    Stored tag = objects.insert(Constants.OBJ_TAG, headers, in.text());
    mark.ifPresent(number -> objects.mark(number, tag));
    objects.point(ref, tag);
  }

  private void alias(String nothing) throws IOException {
    long mark = in.markNumber(in.require("mark "));
    objects.mark(mark, objects.find(in.require("to ")));
  }

  private void feature(String name) {
    if (name.equals("done")) {
      doneExpected = true;
    } else if (!HARMLESS_FEATURES.contains(name)) {
      throw in.unsupported("unknown feature: " + name);
    }
  }

  private void checkRef(String ref) {
    if (StreamObjects.refName(ref).indexOf(UNREADABLE) >= 0) {
      throw in.invalid("the name of a ref is not UTF-8: " + ref);
    }
    if (!Repository.isValidRefName(ref) && !ref.equals(Constants.HEAD)) {
      throw in.invalid("not the name of a ref: " + ref);
    }
  }
}
