package io.wherry.store.sql;

import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Where something is to stand.
 *
 * @param path written as the enclosing group writes its own
 * @param above the lineage of the enclosing group, empty at the top level
 */
record Spot(NamespacePath path, String above) {

  /** Throws {@code NOT_FOUND} where the enclosing path is no group today. */
  static Spot at(Handle handle, NamespacePath wanted) {
    Optional<NamespacePath> parent = wanted.parent();
    if (parent.isEmpty()) {
      return new Spot(wanted, "");
    }
    Namespace group =
        NamespaceRows.findToday(handle, parent.get().key())
            .filter(Group.class::isInstance)
            .orElseThrow(
                () -> new ProblemException(Problem.NOT_FOUND, "there is no group " + parent.get()));
    return new Spot(group.path().child(wanted.name()), NamespaceRows.lineage(group.lineage()));
  }

  /** Throws {@code CONFLICT} where something stands there already. */
  Spot requireFree(Handle handle) {
    if (NamespaceRows.findToday(handle, path.key()).isPresent()) {
      throw new ProblemException(Problem.CONFLICT, "path " + path + " is taken");
    }
    return this;
  }
}
