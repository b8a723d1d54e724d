package io.wherry.api;

import io.wherry.access.PeoplesAccess;
import io.wherry.account.Memberships;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.http.Exchange;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import io.wherry.repository.GitRepositories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Groups and projects as clients read them: GitLab's fields, as far as there is something to say.
 */
public final class PlaceJson {
  private static final Permission READ_HISTORY = new Permission(Area.HISTORY, Action.READ);

  private final Namespaces namespaces;
  private final Memberships memberships;
  private final GitRepositories repositories;
  private final PeoplesAccess people;

  public PlaceJson(
      Namespaces namespaces,
      Memberships memberships,
      GitRepositories repositories,
      PeoplesAccess people) {
    this.namespaces = namespaces;
    this.memberships = memberships;
    this.repositories = repositories;
    this.people = people;
  }

  Json.Fields of(Exchange exchange, Group group) {
    return Json.object("id", group.id())
        .with("web_url", exchange.url() + "/groups/" + group.path())
        .with("name", group.about().name())
        .with("path", group.path().name())
        .with("description", group.about().description())
        .with("visibility", group.visibility().toString())
        .with("avatar_url", null)
        .with("full_name", fullName(group))
        .with("full_path", group.path().toString())
        .with("created_at", Json.time(group.createdAt()))
        .with("parent_id", parentId(group));
  }

  /** What is enough to find it. */
  Json.Fields simple(Exchange exchange, Project project) {
    String url = exchange.url() + "/" + project.path();
    return Json.object("id", project.id())
        .with("description", project.about().description())
        .with("name", project.about().name())
        .with("name_with_namespace", fullName(project))
        .with("path", project.path().name())
        .with("path_with_namespace", project.path().toString())
        .with("created_at", Json.time(project.createdAt()))
        .with("default_branch", defaultBranch(exchange, project))
        .with("http_url_to_repo", url + ".git")
        .with("web_url", url)
        .with("avatar_url", null)
        .with("namespace", parent(project).map(group -> namespace(exchange, group)).orElse(null));
  }

  Json.Fields of(Exchange exchange, Project project) {
    String offered = project.features().repository() ? "enabled" : "disabled";
    return simple(exchange, project)
        .with("visibility", project.visibility().toString())
        .with("archived", false)
        .with("repository_access_level", offered)
        .with("rewriting_enabled", project.features().rewriting())
        .with("permissions", permissions(exchange, project));
  }

  private Optional<Namespace> parent(Namespace namespace) {
    return namespace.parentId().isEmpty()
        ? Optional.empty()
        : namespaces.find(new NamespaceRef.ById(namespace.parentId().getAsLong()));
  }

  private static @Nullable Long parentId(Namespace namespace) {
    return namespace.parentId().isEmpty() ? null : namespace.parentId().getAsLong();
  }

  private static Json.Fields namespace(Exchange exchange, Namespace group) {
    return Json.object("id", group.id())
        .with("name", group.about().name())
        .with("path", group.path().name())
        .with("kind", "group")
        .with("full_path", group.path().toString())
        .with("parent_id", parentId(group))
        .with("web_url", exchange.url() + "/groups/" + group.path());
  }

  /** The names of all groups around it, as people read them. */
  private String fullName(Namespace namespace) {
    String name = namespace.about().name();
    return parent(namespace).map(group -> fullName(group) + " / " + name).orElse(name);
  }

  /** For those who may see the branches. */
  private @Nullable String defaultBranch(Exchange exchange, Project project) {
    if (!project.repositoryOn() || !people.allows(exchange.actor(), project, READ_HISTORY)) {
      return null;
    }
    try {
      return repositories.defaultBranch(project.id()).orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The viewer's own roles: the one given in the project, and the one from the groups around it.
   */
  private Json.Fields permissions(Exchange exchange, Project project) {
    List<Long> lineage = project.lineage();
    List<Long> groups = lineage.subList(0, lineage.size() - 1);
    Optional<User> user = Viewers.user(exchange);
    return Json.object("project_access", access(user, List.of(project.id())))
        .with("group_access", access(user, groups));
  }

  private Json.@Nullable Fields access(Optional<User> user, List<Long> places) {
    return user.flatMap(known -> memberships.roleIn(known.id(), places))
        .map(Role::level)
        .map(level -> Json.object("access_level", level).with("notification_level", 3))
        .orElse(null);
  }
}
