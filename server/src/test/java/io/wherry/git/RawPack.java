package io.wherry.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.util.NB;

/** A pack put together object by object, so that it may lack what no client would leave out. */
final class RawPack {
  private static final PersonIdent SOMEBODY =
      new PersonIdent("Somebody", "somebody@example.org", Instant.EPOCH, ZoneOffset.UTC);

  private final ObjectInserter.Formatter formatter = new ObjectInserter.Formatter();
  private final ByteArrayOutputStream objects = new ByteArrayOutputStream();
  private final Deflater deflater = new Deflater();
  private int count;

  /** Adds an object. */
  ObjectId add(int type, byte[] content) throws IOException {
    begin(type, content.length);
    deflate(content);
    return formatter.idFor(type, content);
  }

  /** Adds an object of at most 127 bytes that is written as a change of another one. */
  ObjectId addDelta(int type, ObjectId base, int baseLength, byte[] content) throws IOException {
    var delta = new ByteArrayOutputStream();
    delta.write(baseLength);
    delta.write(content.length);
    delta.write(content.length);
    delta.writeBytes(content);
    begin(Constants.OBJ_REF_DELTA, delta.size());
    var id = new byte[Constants.OBJECT_ID_LENGTH];
    base.copyRawTo(id, 0);
    objects.writeBytes(id);
    deflate(delta.toByteArray());
    return formatter.idFor(type, content);
  }

  private void begin(int type, int length) {
    count++;
    int rest = length >> 4;
    objects.write(type << 4 | (length & 15) | (rest > 0 ? 0x80 : 0));
    for (; rest > 0; rest >>= 7) {
      objects.write((rest & 0x7f) | (rest >> 7 > 0 ? 0x80 : 0));
    }
  }

  private void deflate(byte[] content) throws IOException {
    deflater.reset();
    var out = new DeflaterOutputStream(objects, deflater);
    out.write(content);
    out.finish();
  }

  byte[] bytes() throws Exception {
    var header = new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 0};
    NB.encodeInt32(header, 8, count);
    var pack = new ByteArrayOutputStream();
    pack.writeBytes(header);
    pack.writeBytes(objects.toByteArray());
    pack.writeBytes(MessageDigest.getInstance("SHA-1").digest(pack.toByteArray()));
    return pack.toByteArray();
  }

  static ObjectId idOf(int type, byte[] content) {
    return new ObjectInserter.Formatter().idFor(type, content);
  }

  /** The content of a tree with one entry. */
  static byte[] tree(String name, FileMode mode, ObjectId id) {
    var tree = new TreeFormatter();
    tree.append(name, mode, id);
    return tree.toByteArray();
  }

  /** The content of a commit. */
  static byte[] commit(ObjectId tree, ObjectId... parents) throws IOException {
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(SOMEBODY);
    commit.setCommitter(SOMEBODY);
    commit.setMessage("change\n");
    return commit.build();
  }

  /** The content of an annotated tag of a commit. */
  static byte[] tag(ObjectId commit) throws IOException {
    var tag = new TagBuilder();
    tag.setObjectId(commit, Constants.OBJ_COMMIT);
    tag.setTag("v1");
    tag.setTagger(SOMEBODY);
    tag.setMessage("one\n");
    return tag.build();
  }
}
