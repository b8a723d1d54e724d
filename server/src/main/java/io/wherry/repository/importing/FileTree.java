package io.wherry.repository.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * The files of a commit while a stream changes them. Only directories on the way to a change are
 * read and written, and none is kept once it is empty. Not thread-safe.
 */
final class FileTree {
  private final StreamObjects objects;
  private Directory root = new Directory();

  /** Has no files yet. */
  FileTree(StreamObjects objects) {
    this.objects = objects;
  }

  private sealed interface Node permits Entry, Directory {}

  /** A file, a link, a submodule or a directory nobody has looked into. */
  record Entry(FileMode mode, ObjectId id) implements Node {}

  /** A directory that may differ from any that is stored. */
  private static final class Directory implements Node {
    final Map<String, Node> children = new HashMap<>();
    boolean insteadOfFile;
  }

  /** A directory below another one. */
  private record Place(Directory parent, String name, Directory directory) {}

  /** Takes over all files of a stored tree, instead of those it has. */
  void replace(ObjectId tree) throws IOException {
    root = read(tree);
  }

  /** Puts an entry at that path, in place of whatever is in the way; at the root, a tree. */
  void put(List<String> path, Entry entry) throws IOException {
    if (path.isEmpty()) {
      replace(entry.id());
      return;
    }
    Directory parent = root;
    for (String name : parents(path)) {
      parent = make(parent, name);
    }
    parent.children.put(last(path), entry);
  }

  private Directory make(Directory parent, String name) throws IOException {
    Optional<Directory> existing = open(parent, name);
    if (existing.isPresent()) {
      return existing.get();
    }
    var made = new Directory();
    made.insteadOfFile = parent.children.put(name, made) != null;
    return made;
  }

  /** Without effect where nothing is at that path. */
  void remove(List<String> path) throws IOException {
    if (path.isEmpty()) {
      root = new Directory();
      return;
    }
    directory(parents(path)).ifPresent(parent -> remove(parent, last(path)));
  }

  private static void remove(Directory parent, String name) {
    if (parent.children.get(name) instanceof Directory directory && directory.insteadOfFile) {
      // fast-export deletes a file only after it has put a directory in its place.
      directory.insteadOfFile = false;
    } else {
      parent.children.remove(name);
    }
  }

  Optional<Entry> find(List<String> path) throws IOException {
    if (path.isEmpty()) {
      return Optional.of(new Entry(FileMode.TREE, store()));
    }
    Optional<Node> found = directory(parents(path)).map(parent -> parent.children.get(last(path)));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        found.get() instanceof Directory directory
            ? new Entry(FileMode.TREE, store(directory))
            : (Entry) found.get());
  }

  /** Stores all of it. */
  ObjectId store() throws IOException {
    return store(root);
  }

  private Optional<Directory> directory(List<String> path) throws IOException {
    Optional<Directory> directory = Optional.of(root);
    for (String name : path) {
      if (directory.isPresent()) {
        directory = open(directory.get(), name);
      }
    }
    return directory;
  }

  private Optional<Directory> open(Directory parent, String name) throws IOException {
    Node child = parent.children.get(name);
    if (child instanceof Entry entry && entry.mode() == FileMode.TREE) {
      child = read(entry.id());
      parent.children.put(name, child);
    }
    return child instanceof Directory directory ? Optional.of(directory) : Optional.empty();
  }

  private Directory read(ObjectId tree) throws IOException {
    var directory = new Directory();
    CanonicalTreeParser entries = objects.readTree(tree);
    while (!entries.eof()) {
      var name = new byte[entries.getNameLength()];
      entries.getName(name, 0);
      directory.children.put(
          new String(name, StandardCharsets.ISO_8859_1),
          new Entry(entries.getEntryFileMode(), entries.getEntryObjectId()));
      entries.next();
    }
    return directory;
  }

  /** Not by recursion: a stream can nest directories deeper than a stack. */
  private ObjectId store(Directory top) throws IOException {
    var places = new ArrayList<>(openBelow(top));
    for (int i = 0; i < places.size(); i++) {
      places.addAll(openBelow(places.get(i).directory()));
    }
    Collections.reverse(places);
    for (Place place : places) {
      Map<String, Node> siblings = place.parent().children;
      if (place.directory().children.isEmpty()) {
        siblings.remove(place.name());
      } else {
        siblings.put(place.name(), new Entry(FileMode.TREE, write(place.directory())));
      }
    }
    return write(top);
  }

  private static List<Place> openBelow(Directory parent) {
    var places = new ArrayList<Place>();
    parent.children.forEach(
        (name, child) -> {
          if (child instanceof Directory directory) {
            places.add(new Place(parent, name, directory));
          }
        });
    return places;
  }

  private ObjectId write(Directory directory) throws IOException {
    var tree = new TreeFormatter();
    directory.children.entrySet().stream()
        .sorted(Comparator.comparing(FileTree::sortKey))
        .forEach(child -> append(tree, child.getKey(), (Entry) child.getValue()));
    return objects.insert(Constants.OBJ_TREE, tree.toByteArray()).id();
  }

  /** Git sorts a directory as if its name ended in a slash. */
  private static String sortKey(Map.Entry<String, Node> child) {
    boolean isTree = ((Entry) child.getValue()).mode() == FileMode.TREE;
    return isTree ? child.getKey() + "/" : child.getKey();
  }

  private static void append(TreeFormatter tree, String name, Entry entry) {
    tree.append(name.getBytes(StandardCharsets.ISO_8859_1), entry.mode(), entry.id());
  }

  private static List<String> parents(List<String> path) {
    return path.subList(0, path.size() - 1);
  }

  private static String last(List<String> path) {
    return path.get(path.size() - 1);
  }
}
