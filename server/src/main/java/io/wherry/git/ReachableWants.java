package io.wherry.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPack.ReachableCommitRequestValidator;
import org.eclipse.jgit.transport.UploadPack.RequestValidator;
import org.eclipse.jgit.transport.WantNotValidException;

/**
 * Lets clients ask for whatever a visible ref reaches, and for nothing else. Partial clones ask for
 * trees and blobs of old commits; without bitmaps JGit's own check finds those of the newest
 * commits only, so that is done here.
 */
final class ReachableWants implements RequestValidator {
  private final RequestValidator others = new ReachableCommitRequestValidator();

  @Override
  public void checkWants(UploadPack upload, List<ObjectId> wants)
      throws PackProtocolException, IOException {
    try (var walk = new ObjectWalk(upload.getRepository())) {
      if (walk.getObjectReader().getBitmapIndex() != null || areCommits(walk, wants)) {
        others.checkWants(upload, wants);
      } else {
        walk.reset();
        checkByWalking(walk, upload, wants);
      }
    }
  }

  private static boolean areCommits(ObjectWalk walk, List<ObjectId> wants) throws IOException {
    for (ObjectId want : wants) {
      try {
        if (!(walk.parseAny(want) instanceof RevCommit)) {
          return false;
        }
      } catch (MissingObjectException e) {
        throw new WantNotValidException(want, e);
      }
    }
    return true;
  }

  private static void checkByWalking(ObjectWalk walk, UploadPack upload, List<ObjectId> wants)
      throws IOException {
    Set<AnyObjectId> missing = new HashSet<>(wants);
    walk.setRetainBody(false);
    for (Ref ref : upload.getAdvertisedRefs().values()) {
      if (ref.getObjectId() != null) {
        walk.markStart(walk.parseAny(ref.getObjectId()));
      }
    }
    for (RevObject next = walk.next(); next != null; next = walk.next()) {
      missing.remove(next);
    }
    RevObject next = walk.nextObject();
    while (next != null && !missing.isEmpty()) {
      missing.remove(next);
      next = walk.nextObject();
    }
    if (!missing.isEmpty()) {
      throw new WantNotValidException(missing.iterator().next());
    }
  }
}
