package io.wherry.repository.importing;

import io.wherry.repository.importing.StreamObjects.Stored;
import io.wherry.repository.importing.TreeNode.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** Reads what a commit changes and does it to the files. Not thread-safe. */
final class FileChanges {
  private static final Map<String, FileMode> MODES =
      Map.of(
          "100644", FileMode.REGULAR_FILE,
          "644", FileMode.REGULAR_FILE,
          "100755", FileMode.EXECUTABLE_FILE,
          "755", FileMode.EXECUTABLE_FILE,
          "120000", FileMode.SYMLINK,
          "160000", FileMode.GITLINK,
          "040000", FileMode.TREE);

  private final FastImportReader in;
  private final StreamObjects objects;
  private final StreamPaths paths;
  private final List<Kind> kinds =
      List.of(
          new Kind("M ", this::modify),
          new Kind("D ", this::delete),
          new Kind("R ", this::rename),
          new Kind("C ", this::copy),
          new Kind("deleteall", this::deleteAll),
          new Kind("N ", this::refuseNote));

  FileChanges(FastImportReader in, StreamObjects objects) {
    this.in = in;
    this.objects = objects;
    paths = new StreamPaths(in);
  }

  private record Kind(String start, Change change) {}

  @FunctionalInterface
  private interface Change {
    void apply(FileTree tree, String argument) throws IOException;
  }

  /** Takes changes from the stream as long as there are any. */
  void applyTo(FileTree tree) throws IOException {
    while (applyNext(tree)) {}
  }

  private boolean applyNext(FileTree tree) throws IOException {
    for (Kind kind : kinds) {
      Optional<String> argument = in.take(kind.start());
      if (argument.isPresent()) {
        kind.change().apply(tree, argument.get());
        return true;
      }
    }
    return false;
  }

  private void modify(FileTree tree, String change) throws IOException {
    String[] words = change.split(" ", 3);
    FileMode mode = MODES.get(words[0]);
    if (words.length < 3 || mode == null) {
      throw in.invalid("not a mode, an object and a path: " + change);
    }
    List<String> path = paths.one(words[2]);
    if (path.isEmpty() && !mode.equals(FileMode.TREE)) {
      throw in.invalid("a file without a path");
    }
    tree.put(path, new Entry(mode, content(mode, words[1])));
  }

  private ObjectId content(FileMode mode, String name) throws IOException {
    if (mode.equals(FileMode.GITLINK) && ObjectId.isId(name)) {
      return ObjectId.fromString(name);
    }
    Stored content = name.equals("inline") ? objects.insertBlob(in.data()) : objects.find(name);
    if (content.type() != mode.getObjectType()) {
      throw in.invalid("%s is not what mode %s says".formatted(name, mode));
    }
    return content.id();
  }

  private void delete(FileTree tree, String path) throws IOException {
    tree.remove(paths.one(path));
  }

  private void rename(FileTree tree, String pair) throws IOException {
    StreamPaths.Pair names = paths.two(pair);
    Entry moved = existing(tree, names.from());
    tree.remove(names.from());
    tree.put(names.to(), moved);
  }

  private void copy(FileTree tree, String pair) throws IOException {
    StreamPaths.Pair names = paths.two(pair);
    tree.put(names.to(), existing(tree, names.from()));
  }

  private Entry existing(FileTree tree, List<String> path) throws IOException {
    return tree.find(path).orElseThrow(() -> in.invalid("there is no " + String.join("/", path)));
  }

  private void deleteAll(FileTree tree, String nothing) throws IOException {
    tree.remove(List.of());
  }

  private void refuseNote(FileTree tree, String note) {
    throw in.unsupported("notes as commands of their own are not supported");
  }
}
