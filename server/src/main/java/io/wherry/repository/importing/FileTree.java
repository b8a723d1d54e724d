package io.wherry.repository.importing;

import io.wherry.repository.importing.TreeNode.Directory;
import io.wherry.repository.importing.TreeNode.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The files of a commit while a stream changes them. A path is the list of its names; that of the
 * root is empty. Only directories on the way to a change are read and written, and none is kept
 * once it is empty. Not thread-safe.
 */
final class FileTree {
  private final TreeStore store;
  private Directory root = new Directory();

  /** Has no files yet. */
  FileTree(StreamObjects objects) {
    store = new TreeStore(objects);
  }

  /** Takes over all files of a stored tree, instead of those it has. */
  void replace(ObjectId tree) throws IOException {
    root = store.read(tree);
  }

  /** Puts an entry at that path, in place of whatever is in the way; at the root, a tree. */
  void put(List<String> path, Entry entry) throws IOException {
    if (path.isEmpty()) {
      replace(entry.id());
      return;
    }
    Directory parent = root;
    for (String name : parents(path)) {
      Optional<Directory> existing = open(parent, name);
      parent = existing.isPresent() ? existing.get() : parent.replace(name);
    }
    parent.children().put(last(path), entry);
  }

  /** Without effect where nothing is at that path. */
  void remove(List<String> path) throws IOException {
    if (path.isEmpty()) {
      root = new Directory();
    } else {
      directory(parents(path)).ifPresent(parent -> parent.remove(last(path)));
    }
  }

  Optional<Entry> find(List<String> path) throws IOException {
    if (path.isEmpty()) {
      return Optional.of(entry(root));
    }
    Optional<TreeNode> found =
        directory(parents(path)).map(parent -> parent.children().get(last(path)));
    return found.isPresent() ? Optional.of(entry(found.get())) : Optional.empty();
  }

  /** Stores all of it. */
  ObjectId store() throws IOException {
    return store.write(root);
  }

  private Entry entry(TreeNode node) throws IOException {
    return node instanceof Directory directory
        ? new Entry(FileMode.TREE, store.write(directory))
        : (Entry) node;
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
    TreeNode child = parent.children().get(name);
    if (child instanceof Entry entry && entry.isTree()) {
      child = store.read(entry.id());
      parent.children().put(name, child);
    }
    return child instanceof Directory directory ? Optional.of(directory) : Optional.empty();
  }

  private static List<String> parents(List<String> path) {
    return path.subList(0, path.size() - 1);
  }

  private static String last(List<String> path) {
    return path.get(path.size() - 1);
  }
}
