package io.wherry.git;

import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.MutableObjectId;
import org.eclipse.jgit.util.RawParseUtils;

/** Which objects a commit, tree or tag names in its content. */
final class ObjectLinks {
  private static final byte[] TREE = Constants.encodeASCII("tree ");
  private static final byte[] PARENT = Constants.encodeASCII("parent ");
  private static final byte[] OBJECT = Constants.encodeASCII("object ");
  private static final byte[] TYPE = Constants.encodeASCII("type ");

  private final MutableObjectId id = new MutableObjectId();
  private final Sink sink;

  ObjectLinks(Sink sink) {
    this.sink = sink;
  }

  /** Takes one link at a time. */
  @FunctionalInterface
  interface Sink {

    /** The name is overwritten by the next one. */
    void link(AnyObjectId id, int type);
  }

  /**
   * Passes on every link of an object; a commit of a submodule is none.
   *
   * @return false where the content is not understood
   */
  boolean read(int type, byte[] content) {
    try {
      return switch (type) {
        case Constants.OBJ_COMMIT -> readCommit(content);
        case Constants.OBJ_TREE -> readTree(content);
        case Constants.OBJ_TAG -> readTag(content);
        case Constants.OBJ_BLOB -> true;
        default -> false;
      };
    } catch (InvalidObjectIdException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private boolean readCommit(byte[] content) {
    int at = readLine(content, 0, TREE, Constants.OBJ_TREE);
    boolean understood = at > 0;
    while (at > 0) {
      at = readLine(content, at, PARENT, Constants.OBJ_COMMIT);
    }
    return understood;
  }

  private boolean readTag(byte[] content) {
    int at = RawParseUtils.match(content, 0, OBJECT);
    int type = at < 0 ? -1 : RawParseUtils.match(content, endOfId(at), TYPE);
    if (type < 0) {
      return false;
    }
    String name = RawParseUtils.decode(content, type, RawParseUtils.nextLF(content, type) - 1);
    id.fromString(content, at);
    sink.link(id, typeOf(name));
    return true;
  }

  private static int typeOf(String name) {
    return switch (name) {
      case Constants.TYPE_COMMIT -> Constants.OBJ_COMMIT;
      case Constants.TYPE_TREE -> Constants.OBJ_TREE;
      case Constants.TYPE_BLOB -> Constants.OBJ_BLOB;
      case Constants.TYPE_TAG -> Constants.OBJ_TAG;
      default -> Constants.OBJ_BAD;
    };
  }

  /** Returns where the next line begins, or -1 where this one is another. */
  private int readLine(byte[] content, int start, byte[] keyword, int type) {
    int at = RawParseUtils.match(content, start, keyword);
    if (at < 0) {
      return -1;
    }
    id.fromString(content, at);
    sink.link(id, type);
    return endOfId(at);
  }

  private static int endOfId(int at) {
    return at + Constants.OBJECT_ID_STRING_LENGTH + 1;
  }

  private boolean readTree(byte[] content) {
    int at = 0;
    while (at < content.length) {
      int mode = 0;
      for (byte digit = content[at++]; digit != ' '; digit = content[at++]) {
        mode = mode << 3 | digit - '0';
      }
      while (content[at] != 0) {
        at++;
      }
      at++;
      if ((mode & FileMode.TYPE_MASK) != FileMode.TYPE_GITLINK) {
        id.fromRaw(content, at);
        boolean tree = (mode & FileMode.TYPE_MASK) == FileMode.TYPE_TREE;
        sink.link(id, tree ? Constants.OBJ_TREE : Constants.OBJ_BLOB);
      }
      at += Constants.OBJECT_ID_LENGTH;
    }
    return at == content.length;
  }
}
