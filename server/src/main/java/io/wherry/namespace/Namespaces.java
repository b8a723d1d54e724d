package io.wherry.namespace;

import java.util.List;
import java.util.Optional;

/**
 * Keeps groups and projects. Every method is atomic; what it acknowledged survives a crash. A path
 * that is taken, in any case of its letters, is refused with {@code CONFLICT}; a parent that is no
 * group with {@code NOT_FOUND}.
 */
public interface Namespaces {

  /** By id, by today's path or by a former one. */
  Optional<Namespace> find(NamespaceRef ref);

  /** Every group and project, in the order of their paths. */
  List<Namespace> all();

  /** An id that was never used and never will be again. */
  long reserveId();

  /** Throws what creating something at this path would throw, so that no work is done in vain. */
  void checkFree(NamespacePath path);

  Group createGroup(long id, NamespacePath path);

  Project createProject(long id, NamespacePath path, Visibility visibility);

  /** Changes what a project shows to whom; path and lineage of {@code changed} are ignored. */
  void update(Project changed);

  /**
   * Gives a namespace, and with it everything inside, a new path. The former paths go on naming the
   * same namespaces until somebody uses them again.
   */
  Namespace move(long id, NamespacePath target);

  /**
   * Removes a namespace with its tokens and former paths. A group must be empty, else {@code
   * CONFLICT}.
   */
  void delete(long id);
}
