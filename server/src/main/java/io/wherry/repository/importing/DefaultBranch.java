package io.wherry.repository.importing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** Which branch HEAD is to name. */
final class DefaultBranch {
  private DefaultBranch() {}

  /**
   * A branch where HEAD is, if HEAD is among the refs and at a branch: the first of the favourites,
   * or else any; without branches none.
   */
  static Optional<String> among(Collection<Ref> refs, List<String> favourites) {
    List<String> branches = candidates(refs);
    return favourites.stream()
        .filter(Set.copyOf(branches)::contains)
        .findFirst()
        .or(() -> branches.stream().findFirst());
  }

  private static List<String> candidates(Collection<Ref> refs) {
    List<Ref> branches =
        refs.stream().filter(ref -> ref.getName().startsWith(Constants.R_HEADS)).toList();
    Set<ObjectId> head =
        refs.stream()
            .filter(ref -> ref.getName().equals(Constants.HEAD))
            .map(Ref::getObjectId)
            .collect(Collectors.toSet());
    List<Ref> atHead = branches.stream().filter(ref -> head.contains(ref.getObjectId())).toList();
    return (atHead.isEmpty() ? branches : atHead).stream().map(Ref::getName).toList();
  }
}
