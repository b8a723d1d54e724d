package io.wherry.repository;

import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.repository.History.Branch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** The branches of one repository. */
final class Branches {
  /** How far back the default branch is searched for branches that were merged into it. */
  private static final int MOST_SEARCHED = 10_000;

  private static final int CLOCKS_DIFFER_SECONDS = 24 * 60 * 60;

  private final Repository repository;
  private final RevWalk walk;

  Branches(Repository repository, RevWalk walk) {
    this.repository = repository;
    this.walk = walk;
    walk.setRetainBody(false);
  }

  Page<Branch> page(String search, PageRequest page) throws IOException {
    List<Ref> all = RefSearch.all(repository, Constants.R_HEADS, search);
    List<Ref> wanted = RefSearch.part(all, page);
    boolean more = page.offset() + page.size() < all.size();
    return new Page<>(read(wanted), page, all.size(), more);
  }

  Optional<Branch> find(String name) throws IOException {
    Optional<Ref> ref = RefSearch.one(repository, Constants.R_HEADS + name);
    return ref.isEmpty() ? Optional.empty() : read(List.of(ref.get())).stream().findFirst();
  }

  /** A ref that names no commit is no branch. */
  private List<Branch> read(List<Ref> refs) throws IOException {
    var tips = new ArrayList<RevCommit>();
    for (Ref ref : refs) {
      if (walk.parseAny(ref.getObjectId()) instanceof RevCommit tip) {
        tips.add(tip);
      }
    }
    String standard = String.valueOf(repository.getFullBranch());
    Set<ObjectId> merged = merged(standard, tips);
    var branches = new ArrayList<Branch>();
    for (Ref ref : refs) {
      if (walk.parseAny(ref.getObjectId()) instanceof RevCommit tip) {
        String name = ref.getName().substring(Constants.R_HEADS.length());
        boolean isStandard = ref.getName().equals(standard);
        branches.add(new Branch(name, Commits.read(walk, tip), isStandard, merged.contains(tip)));
      }
    }
    return branches;
  }

  /** Of these the ones that stand behind the default branch; in doubt one does not. */
  private Set<ObjectId> merged(String standard, Collection<RevCommit> tips) throws IOException {
    Optional<Ref> head = RefSearch.one(repository, standard);
    var merged = new HashSet<ObjectId>();
    if (head.isEmpty() || tips.isEmpty()) {
      return merged;
    }
    Set<ObjectId> missing = new HashSet<>(tips);
    missing.remove(head.get().getObjectId());
    int oldest = tips.stream().mapToInt(RevCommit::getCommitTime).min().orElseThrow();
    try (var back = new RevWalk(repository)) {
      back.setRetainBody(false);
      back.markStart(back.parseCommit(head.get().getObjectId()));
      RevCommit next = back.next();
      for (int seen = 0; next != null && !missing.isEmpty() && seen < MOST_SEARCHED; seen++) {
        if (missing.remove(next)) {
          merged.add(next.copy());
        }
        boolean older = next.getCommitTime() + CLOCKS_DIFFER_SECONDS < oldest;
        next = older ? null : back.next();
      }
    }
    return merged;
  }
}
