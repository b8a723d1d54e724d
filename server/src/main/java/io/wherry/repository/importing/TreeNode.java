package io.wherry.repository.importing;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** What a name in a directory stands for while files are changed. */
sealed interface TreeNode {

  /** A file, a link, a submodule, or a directory that nobody has looked into. */
  record Entry(FileMode mode, ObjectId id) implements TreeNode {
    boolean isTree() {
      return mode.equals(FileMode.TREE);
    }
  }

  /** A directory that may differ from any that is stored. Mutable, not thread-safe. */
  final class Directory implements TreeNode {
    private final Map<String, TreeNode> children = new HashMap<>();
    private boolean insteadOfFile;

    /** By their names; may be changed. */
    Map<String, TreeNode> children() {
      return children;
    }

    /** A new directory in place of whatever had its name. */
    Directory replace(String name) {
      var made = new Directory();
      made.insteadOfFile = children.put(name, made) != null;
      return made;
    }

    void remove(String name) {
      if (children.get(name) instanceof Directory directory && directory.insteadOfFile) {
        // fast-export deletes a file only after it has put a directory in its place.
        directory.insteadOfFile = false;
      } else {
        children.remove(name);
      }
    }
  }
}
