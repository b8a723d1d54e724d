package io.wherry;

import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.By;
import io.wherry.http.Route;
import io.wherry.namespace.Group;
import io.wherry.secret.Expiry;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Everybody who may come to the API, and things of which nothing is lost when they change them. */
final class ApiCast {
  private final TestServer server;
  private final Group group;
  private final String project;
  private final Map<Who, User> people = new EnumMap<>(Who.class);
  private final Map<Who, String> secrets = new EnumMap<>(Who.class);
  private final IssuedToken deployToken;
  private final AtomicInteger made = new AtomicInteger();

  ApiCast(TestServer server) {
    this.server = server;
    this.group = server.group("acme");
    for (Who who : Who.values()) {
      if (who.isPerson()) {
        User user = server.user(who.title(), who == Who.ADMIN);
        who.role().ifPresent(role -> server.member(group, user, role));
        people.put(who, user);
      }
    }
    server.peopleDesk().block(person(Who.BLOCKED), true, By.COMMAND_LINE);
    deployToken = server.token(group, Scope.values());
    project = project();
  }

  /** A column of the table. */
  enum Who {
    NOBODY,
    TOKEN,
    BLOCKED,
    OTHER,
    GUEST,
    REPORTER,
    DEVELOPER,
    MAINTAINER,
    OWNER,
    ADMIN,
    /** An owner's token that may only read. */
    READER,
    /** An owner's token for Git. */
    GIT;

    boolean isPerson() {
      return this != NOBODY && this != TOKEN;
    }

    /** Short enough for a column. */
    String title() {
      String name = name().toLowerCase(Locale.ROOT);
      return name.substring(0, Math.min(5, name.length()));
    }

    Optional<Role> role() {
      return switch (this) {
        case GUEST -> Optional.of(Role.GUEST);
        case REPORTER -> Optional.of(Role.REPORTER);
        case DEVELOPER -> Optional.of(Role.DEVELOPER);
        case MAINTAINER -> Optional.of(Role.MAINTAINER);
        case OWNER, READER, GIT, BLOCKED -> Optional.of(Role.OWNER);
        case NOBODY, TOKEN, OTHER, ADMIN -> Optional.empty();
      };
    }

    PersonalScope scope() {
      return switch (this) {
        case READER -> PersonalScope.READ_API;
        case GIT -> PersonalScope.WRITE_REPOSITORY;
        default -> PersonalScope.API;
      };
    }
  }

  private User person(Who who) {
    return Optional.ofNullable(people.get(who)).orElseThrow();
  }

  /** Headers; a new token where the request may end the one that it is sent with. */
  Map<String, String> credentials(Who who, Route route) {
    return switch (who) {
      case NOBODY -> Map.of();
      case TOKEN -> Map.of("Deploy-Token", deployToken.secret().reveal());
      default -> Map.of("PRIVATE-TOKEN", secret(who, route));
    };
  }

  /** The same maintainer in every form in which a credential can be presented. */
  List<Map<String, String>> forms(Route route) {
    String username = person(Who.MAINTAINER).username();
    Supplier<String> secret = () -> secret(Who.MAINTAINER, route);
    var forms =
        new ArrayList<Map<String, String>>(
            List.of(
                Map.of("PRIVATE-TOKEN", secret.get()),
                Map.of("Authorization", "Bearer " + secret.get()),
                Map.of("Authorization", TestServer.basic(username, secret.get())),
                Map.of("Authorization", TestServer.basic("anything", secret.get()))));
    if (!isAboutItself(route)) {
      forms.add(Map.of("Authorization", TestServer.basic(username, TestServer.PASSWORD)));
    }
    return forms;
  }

  private static boolean isAboutItself(Route route) {
    return route.pattern().toString().contains("/self");
  }

  private String secret(Who who, Route route) {
    return isAboutItself(route)
        ? personalToken(who)
        : secrets.computeIfAbsent(who, this::personalToken);
  }

  private String personalToken(Who who) {
    String name = "cast " + made.incrementAndGet();
    var draft = new PersonalTokenDraft(name, Set.of(who.scope()), Expiry.NEVER);
    return server.personalTokenDesk().issue(person(who), draft, By.COMMAND_LINE).secret().reveal();
  }

  /** With the id of something that is there; what is to be deleted is new. */
  String path(Route route) {
    String path = route.pattern().toString().replaceFirst("^/api/v4", "");
    boolean gone = route.method().equals("DELETE") && path.endsWith("{id}");
    if (path.startsWith("/projects/{id}")) {
      path = path.replace("{id}", gone ? project() : project);
    } else if (path.startsWith("/groups/{id}")) {
      path = path.replace("{id}", gone ? subgroup() : String.valueOf(group.id()));
    }
    return path.replaceAll("\\{[a-z]+}", "999999");
  }

  private String project() {
    try {
      String path = "acme/project-" + made.incrementAndGet();
      return String.valueOf(server.project(path).id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String subgroup() {
    return String.valueOf(server.group("acme/group-" + made.incrementAndGet()).id());
  }

  /** Names the group where something is to be made, and nothing that could be made. */
  String body() {
    return "{\"namespace_id\": %d, \"parent_id\": %d}".formatted(group.id(), group.id());
  }
}
