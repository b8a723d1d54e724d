package io.wherry.repository.importing;

import io.wherry.repository.importing.FastImportReader.Data;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** The objects that a stream has made, and the marks and refs it calls them by. Not thread-safe. */
final class StreamObjects implements AutoCloseable {
  private static final int TREE_ID = "tree ".length();

  private final FastImportReader in;
  private final ObjectInserter inserter;
  private final ObjectReader reader;
  private final Map<Long, Stored> marks = new HashMap<>();
  private final Map<String, Stored> refs = new LinkedHashMap<>();

  /** Reads nothing from the stream by itself: that is for data at hand and for messages. */
  StreamObjects(Repository repository, FastImportReader in) {
    this.in = in;
    inserter = repository.newObjectInserter();
    reader = inserter.newReader();
  }

  /** An object and which of Git's types it has. */
  record Stored(ObjectId id, int type) {}

  Stored insert(int type, byte[] content) throws IOException {
    return new Stored(inserter.insert(type, content), type);
  }

  /** A commit or a tag: headers, one char for one byte, and a message. */
  Stored insert(int type, String headers, byte[] message) throws IOException {
    var content = new ByteArrayOutputStream();
    content.writeBytes((headers + "\n").getBytes(StandardCharsets.ISO_8859_1));
    content.writeBytes(message);
    return insert(type, content.toByteArray());
  }

  Stored insertBlob(Data data) throws IOException {
    ObjectId id = inserter.insert(Constants.OBJ_BLOB, data.size(), data.content());
    return new Stored(id, Constants.OBJ_BLOB);
  }

  void mark(long mark, Stored object) {
    marks.put(mark, object);
  }

  void point(String ref, Stored object) {
    refs.put(ref, object);
  }

  void forget(String ref) {
    refs.remove(ref);
  }

  /** In the order of their first appearance, with names as they are in Git. */
  Map<String, ObjectId> refs() {
    var named = new LinkedHashMap<String, ObjectId>();
    refs.forEach((ref, object) -> named.put(refName(ref), object.id()));
    return named;
  }

  /** A ref as JGit calls it. */
  static String refName(String ref) {
    return new String(ref.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  Optional<Stored> tip(String ref) {
    return Optional.ofNullable(refs.get(ref));
  }

  /** Whether the name is that which takes a ref away. */
  static boolean isNothing(String name) {
    return name.equals(ObjectId.zeroId().name());
  }

  /** What a mark, a ref or an id stands for. */
  Stored find(String name) throws IOException {
    Stored found = name.startsWith(":") ? marks.get(in.markNumber(name)) : refs.get(name);
    if (found != null) {
      return found;
    }
    if (!ObjectId.isId(name) || !reader.has(ObjectId.fromString(name))) {
      throw in.invalid("nothing is called " + name);
    }
    ObjectId id = ObjectId.fromString(name);
    return new Stored(id, reader.open(id).getType());
  }

  ObjectId findCommit(String name) throws IOException {
    Stored found = find(name);
    if (found.type() != Constants.OBJ_COMMIT) {
      throw in.invalid(name + " is no commit");
    }
    return found.id();
  }

  ObjectId treeOf(ObjectId commit) throws IOException {
    return ObjectId.fromString(reader.open(commit, Constants.OBJ_COMMIT).getCachedBytes(), TREE_ID);
  }

  CanonicalTreeParser readTree(ObjectId tree) throws IOException {
    return new CanonicalTreeParser(new byte[0], reader, tree);
  }

  @Override
  public void close() {
    reader.close();
    inserter.close();
  }
}
