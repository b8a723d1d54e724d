package io.wherry.repository.importing;

import io.wherry.repository.importing.TreeNode.Directory;
import io.wherry.repository.importing.TreeNode.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Makes directories of Git's trees and trees of directories. */
final class TreeStore {
  private final StreamObjects objects;

  TreeStore(StreamObjects objects) {
    this.objects = objects;
  }

  /** A directory below another one. */
  private record Place(Directory parent, String name, Directory directory) {}

  Directory read(ObjectId tree) throws IOException {
    var directory = new Directory();
    CanonicalTreeParser entries = objects.readTree(tree);
    while (!entries.eof()) {
      var name = new byte[entries.getNameLength()];
      entries.getName(name, 0);
      directory
          .children()
          .put(
              new String(name, StandardCharsets.ISO_8859_1),
              new Entry(entries.getEntryFileMode(), entries.getEntryObjectId()));
      entries.next();
    }
    return directory;
  }

  /**
   * Stores a directory; those below become entries, or vanish where they are empty. Not by
   * recursion: a stream can nest directories deeper than the stack is.
   */
  ObjectId write(Directory top) throws IOException {
    List<Place> places = below(top);
    for (int i = 0; i < places.size(); i++) {
      places.addAll(below(places.get(i).directory()));
    }
    Collections.reverse(places);
    for (Place place : places) {
      Map<String, TreeNode> siblings = place.parent().children();
      if (place.directory().children().isEmpty()) {
        siblings.remove(place.name());
      } else {
        siblings.put(place.name(), new Entry(FileMode.TREE, insert(place.directory())));
      }
    }
    return insert(top);
  }

  private static List<Place> below(Directory parent) {
    var places = new ArrayList<Place>();
    parent
        .children()
        .forEach(
            (name, child) -> {
              if (child instanceof Directory directory) {
                places.add(new Place(parent, name, directory));
              }
            });
    return places;
  }

  private ObjectId insert(Directory directory) throws IOException {
    var tree = new TreeFormatter();
    directory.children().entrySet().stream()
        .sorted(Comparator.comparing(TreeStore::sortKey))
        .forEach(child -> append(tree, child.getKey(), (Entry) child.getValue()));
    return objects.insert(Constants.OBJ_TREE, tree.toByteArray()).id();
  }

  /** Git sorts a directory as if its name ended in a slash. */
  private static String sortKey(Map.Entry<String, TreeNode> child) {
    return ((Entry) child.getValue()).isTree() ? child.getKey() + "/" : child.getKey();
  }

  private static void append(TreeFormatter tree, String name, Entry entry) {
    tree.append(name.getBytes(StandardCharsets.ISO_8859_1), entry.mode(), entry.id());
  }
}
