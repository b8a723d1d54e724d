package io.wherry.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/** What clients call commits by: branches, tags, HEAD and ids; none of Git's further syntax. */
final class Revisions {
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{7,40}");

  private Revisions() {}

  /** Empty where it is no commit that a visible ref reaches. */
  static Optional<ObjectId> find(Repository repository, String name) throws IOException {
    try (var walk = new RevWalk(repository)) {
      if (ObjectId.isId(name)) {
        // Like Git: a branch that is called like a commit does not stand for it.
        Optional<ObjectId> found = byId(repository, walk, name);
        if (found.isPresent()) {
          return found;
        }
      }
      for (String ref : candidates(name)) {
        Optional<Ref> found = RefSearch.one(repository, ref);
        if (found.isPresent()) {
          return commit(walk, found.get().getObjectId());
        }
      }
      return ID.matcher(name).matches() ? byId(repository, walk, name) : Optional.empty();
    }
  }

  private static List<String> candidates(String name) {
    var candidates = new ArrayList<>(List.of(Constants.R_HEADS + name, Constants.R_TAGS + name));
    boolean full = name.startsWith(Constants.R_HEADS) || name.startsWith(Constants.R_TAGS);
    if (full || name.equals(Constants.HEAD)) {
      candidates.add(name);
    }
    return candidates;
  }

  static boolean isEmpty(Repository repository) throws IOException {
    return RefSearch.all(repository, Constants.R_HEADS, "").isEmpty();
  }

  private static Optional<ObjectId> commit(RevWalk walk, ObjectId id) throws IOException {
    RevObject object = walk.peel(walk.parseAny(id));
    return object instanceof RevCommit commit ? Optional.of(commit.copy()) : Optional.empty();
  }

  private static Optional<ObjectId> byId(Repository repository, RevWalk walk, String name)
      throws IOException {
    Collection<ObjectId> ids = walk.getObjectReader().resolve(AbbreviatedObjectId.fromString(name));
    if (ids.size() != 1) {
      return Optional.empty();
    }
    try {
      Optional<ObjectId> found = commit(walk, ids.iterator().next());
      return found.isPresent() && isReached(repository, walk, found.get())
          ? found
          : Optional.empty();
    } catch (MissingObjectException e) {
      // An id that is not shortened is not looked for before.
      return Optional.empty();
    }
  }

  /** What was pushed away, or only a hidden ref names, is nobody's to see. */
  private static boolean isReached(Repository repository, RevWalk walk, ObjectId id)
      throws IOException {
    RevCommit wanted = walk.parseCommit(id);
    List<Ref> refs = repository.getRefDatabase().getRefs();
    Stream<RevCommit> tips =
        refs.stream()
            .filter(ref -> !HiddenRefs.isHidden(ref.getName()) && ref.getObjectId() != null)
            .flatMap(ref -> tip(walk, ref).stream());
    return walk.getObjectReader()
        .createReachabilityChecker(walk)
        .areAllReachable(List.of(wanted), tips)
        .isEmpty();
  }

  private static Optional<RevCommit> tip(RevWalk walk, Ref ref) {
    try {
      return walk.peel(walk.parseAny(ref.getObjectId())) instanceof RevCommit commit
          ? Optional.of(commit)
          : Optional.empty();
    } catch (MissingObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
