package io.wherry.namespace;

import io.wherry.audit.AuditEvent;
import io.wherry.namespace.NamespaceDraft.Founder;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps groups and projects. Every method is atomic; what it acknowledged survives a crash. A path
 * that is taken, in any case of its letters, is refused with {@code CONFLICT}; a parent that is no
 * group with {@code NOT_FOUND}.
 *
 * <p>Whoever changes something says what is to be noted of it: it is kept in the same transaction,
 * and made from what has been changed.
 */
public interface Namespaces {

  /** By id, by today's path or by a former one. */
  Optional<Namespace> find(NamespaceRef ref);

  /** Every group and project, in the order of their paths. */
  List<Namespace> all();

  /** What this viewer may see of them. */
  Page<Namespace> list(NamespaceQuery query, Viewer viewer, PageRequest page);

  /** An id that was never used and never will be again. */
  long reserveId();

  /** Throws what creating something at this path would throw, so that no work is done in vain. */
  void checkFree(NamespacePath path);

  Group createGroup(long id, NamespaceDraft draft, Note note);

  Project createProject(long id, NamespaceDraft draft, Note note);

  /**
   * Changes all but id, path and lineage, which the change must leave alone. Throws {@code
   * NOT_FOUND} where it is gone.
   *
   * @param change gets what is there now, so that of two changes at once none is lost
   */
  Namespace update(long id, UnaryOperator<Namespace> change, Note note);

  /**
   * Gives a namespace, and with it everything inside, a new path. The former paths go on naming the
   * same namespaces until somebody uses them again.
   *
   * @param target gets the path that it has now, so that of two moves at once none is lost
   * @param owner who owns a group that comes to the top level, where nobody does: the owners of the
   *     groups around it own it no more
   */
  Namespace move(long id, UnaryOperator<NamespacePath> target, Founder owner, MoveNote note);

  /** Says what a move was. */
  @FunctionalInterface
  interface MoveNote {
    AuditEvent of(Namespace moved, NamespacePath former);
  }

  /**
   * Removes a namespace with its tokens, members and former paths. A group must be empty, else
   * {@code CONFLICT}.
   */
  void delete(long id, Note note);

  /** Removes a group with everything inside; returns the projects that are gone. */
  List<Project> deleteWithContents(long groupId, Note note);
}
