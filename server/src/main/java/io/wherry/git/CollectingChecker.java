package io.wherry.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
  private static final int LARGEST_COMMIT_OR_TAG = 5 << 20;

  private static final int LARGEST_TREE = 50 << 20;

  /** Git signs a tag that is there already once or twice; each list of refs follows them all. */
  private static final int MOST_TAGS_OF_TAGS = 100;

  private static final byte[] TAG_OF_TAG = "\ntype tag\n".getBytes(StandardCharsets.US_ASCII);

  private static final int OBJECT_LINE = "object ".length() + Constants.OBJECT_ID_STRING_LENGTH;

  private final ObjectChecker checker;
  private final PushedObjects pushed;
  private int tagsOfTags;

  CollectingChecker(ObjectChecker checker, PushedObjects pushed) {
    this.checker = checker;
    this.pushed = pushed;
  }

  @Override
  public void check(@Nullable AnyObjectId id, int type, byte[] content)
      throws CorruptObjectException {
    checker.check(id, type, content);
    int largest =
        switch (type) {
          case Constants.OBJ_COMMIT, Constants.OBJ_TAG -> LARGEST_COMMIT_OR_TAG;
          case Constants.OBJ_TREE -> LARGEST_TREE;
          default -> Integer.MAX_VALUE;
        };
    if (content.length > largest) {
      throw new CorruptObjectException(
          "a " + Constants.typeString(type) + " is larger than " + largest + " bytes");
    }
    if (type == Constants.OBJ_TAG && isOfTag(content) && ++tagsOfTags > MOST_TAGS_OF_TAGS) {
      throw new CorruptObjectException("more than " + MOST_TAGS_OF_TAGS + " tags of tags");
    }
    if (id != null) {
      pushed.add(id, type, content);
    }
  }

  /** The type is in the second line. */
  private static boolean isOfTag(byte[] tag) {
    int end = OBJECT_LINE + TAG_OF_TAG.length;
    return tag.length >= end
        && Arrays.equals(tag, OBJECT_LINE, end, TAG_OF_TAG, 0, TAG_OF_TAG.length);
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
