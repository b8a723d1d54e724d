package io.wherry.cli;

import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups and projects as the commands find and show them. */
final class Places {
  private Places() {}

  /** Throws {@code NOT_FOUND} where the path names no group. */
  static Group group(Namespaces namespaces, String path) {
    if (find(namespaces, path) instanceof Group group) {
      return group;
    }
    throw new ProblemException(Problem.NOT_FOUND, "there is no group " + path);
  }

  /** Throws {@code NOT_FOUND} where the path names no project. */
  static Project project(Namespaces namespaces, String path) {
    if (find(namespaces, path) instanceof Project project) {
      return project;
    }
    throw new ProblemException(Problem.NOT_FOUND, "there is no project " + path);
  }

  /** By today's path only: a command that follows a former path changes what nobody named. */
  private static Namespace find(Namespaces namespaces, String path) {
    Namespace found =
        namespaces
            .find(new NamespaceRef.ByPath(path))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND, "there is no group or project " + path));
    if (!found.path().key().equals(NamespacePath.key(path))) {
      throw new ProblemException(Problem.NOT_FOUND, path + " has moved to " + found.path());
    }
    return found;
  }

  /** Creates the groups above a path that do not exist, outermost first. */
  static void createParents(Administration administration, NamespacePath path) {
    if (path.parent().isEmpty()) {
      return;
    }
    NamespacePath parent = path.parent().get();
    boolean exists =
        administration
            .namespaces()
            .find(new NamespaceRef.ByPath(parent.toString()))
            .filter(found -> found.path().key().equals(parent.key()))
            .isPresent();
    if (!exists) {
      createParents(administration, parent);
      createGroup(administration, parent);
    }
  }

  static Group createGroup(Administration administration, NamespacePath path) {
    return administration
        .groupDesk()
        .create(NamespaceDraft.of(path, Visibility.PRIVATE), By.COMMAND_LINE);
  }

  static Result show(Namespace namespace, String did) {
    return Result.of(did + " " + namespace.path(), json(namespace));
  }

  static Result list(List<? extends Namespace> namespaces) {
    return new Result(
        namespaces.stream().map(Places::line).toList(),
        namespaces.stream().map(Places::json).toList());
  }

  private static String line(Namespace namespace) {
    if (!(namespace instanceof Project project)) {
      return namespace.path().toString();
    }
    String off = project.repositoryOn() ? "" : "  repository off";
    return "%-9s %s%s".formatted(project.visibility(), project.path(), off);
  }

  private static Map<String, Object> json(Namespace namespace) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", namespace.id());
    json.put("path", namespace.path().toString());
    json.put("visibility", namespace.visibility().toString());
    if (namespace instanceof Project project) {
      json.put("repository", project.repositoryOn());
      json.put("rewriting", project.features().rewriting());
    }
    return json;
  }
}
