package io.wherry.store;

import io.wherry.account.Accounts;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.repository.GitRepositories;
import io.wherry.token.DeployTokens;
import java.util.Optional;

/** All ports of one storage, empty at the beginning of each test, and short ways to fill them. */
interface StorageUnderTest {
  Namespaces namespaces();

  DeployTokens tokens();

  Accounts accounts();

  GitRepositories repositories();

  /** The same rows through another process or node. */
  StorageUnderTest fromElsewhere();

  default Group group(String path) {
    return namespaces().createGroup(namespaces().reserveId(), NamespacePath.parse(path));
  }

  default Project project(String path) {
    return namespaces()
        .createProject(namespaces().reserveId(), NamespacePath.parse(path), Visibility.PRIVATE);
  }

  default Namespace move(Namespace moved, String target) {
    return namespaces().move(moved.id(), NamespacePath.parse(target));
  }

  default Optional<Namespace> find(String path) {
    return namespaces().find(new NamespaceRef.ByPath(path));
  }

  /** Today's path of what that path, or former path, names; {@code "nothing"} for nothing. */
  default String pathOf(String path) {
    return find(path).map(found -> found.path().toString()).orElse("nothing");
  }
}
