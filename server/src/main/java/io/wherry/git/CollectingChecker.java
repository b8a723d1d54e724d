package io.wherry.git;

import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BlobObjectChecker;
import org.eclipse.jgit.lib.GitmoduleEntry;
import org.eclipse.jgit.lib.ObjectChecker;
import org.jspecify.annotations.Nullable;

/** Has the objects of a push checked as they come, and takes down what they name. */
final class CollectingChecker extends ObjectChecker {
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

  @Override
  public List<GitmoduleEntry> getGitsubmodules() {
    return checker.getGitsubmodules();
  }

  @Override
  public void reset() {
    checker.reset();
  }
}
