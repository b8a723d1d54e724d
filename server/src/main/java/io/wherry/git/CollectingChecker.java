package io.wherry.git;

import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BlobObjectChecker;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GitmoduleEntry;
import org.eclipse.jgit.lib.ObjectChecker;
import org.jspecify.annotations.Nullable;

/** Has the objects of a push checked as they come, and takes down what they name. */
final class CollectingChecker extends ObjectChecker {
  /** JGit reads no larger ones: whoever lists or clones what has one would get an error. */
  static final int TOO_LARGE = 50 << 20;

  private final ObjectChecker checker;
  private final PushedObjects pushed;

  CollectingChecker(ObjectChecker checker, PushedObjects pushed) {
    this.checker = checker;
    this.pushed = pushed;
  }

  @Override
  public void check(@Nullable AnyObjectId id, int type, byte[] content)
      throws CorruptObjectException {
    checker.check(id, type, content);
    if (type != Constants.OBJ_BLOB && content.length >= TOO_LARGE) {
      throw new CorruptObjectException(
          "a " + Constants.typeString(type) + " has " + TOO_LARGE + " bytes or more");
    }
    if (id != null) {
      pushed.add(id, type, content);
    }
  }

  /** Blobs that are no deltas pass piece by piece. */
  @Override
  public BlobObjectChecker newBlobObjectChecker() {
    BlobObjectChecker own = checker.newBlobObjectChecker();
    return new BlobObjectChecker() {
      @Override
      public void update(byte[] content, int offset, int length) {
        if (own != null) {
          own.update(content, offset, length);
        }
      }

      @Override
      public void endBlob(AnyObjectId id) throws CorruptObjectException {
        if (own != null) {
          own.endBlob(id);
        }
        pushed.addBlob(id);
      }
    };
  }

  /** None: JGit would read a file once for each tree that names it. */
  @Override
  public List<GitmoduleEntry> getGitsubmodules() {
    return List.of();
  }

  @Override
  public void reset() {
    checker.reset();
  }
}
