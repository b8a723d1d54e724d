package io.wherry;

import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.secret.Expiry;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The sample repositories, under a nested group with tokens, and how to try them. */
final class Sample {
  private static final String GROUP = "acme";
  private static final String SUBGROUP = "acme/fleet";
  private static final String MAIN = "harbour";
  private static final List<String> NAMES = List.of(MAIN, "charts", "manual");

  private final Wherry server;
  private final Instance instance;

  Sample(Wherry server) {
    this.server = server;
    this.instance = server.instance();
  }

  /** Imports the repositories, makes the tokens, and returns the lines to print. */
  List<String> load() throws IOException {
    Group group = createGroup(GROUP);
    createGroup(SUBGROUP);
    List<Project> projects = importAll();
    String groupUrl = url(issue(group, "demo group token"));
    String projectUrl = url(issue(projects.get(0), "demo project token"));
    return List.of(
        "Wherry is ready at " + server.listenUrl(),
        "",
        "Everything under the group " + GROUP + ", with its token:",
        "  git clone --recurse-submodules " + groupUrl,
        "  git ls-remote " + groupUrl,
        "",
        "This project alone, with its own token:",
        "  git clone " + projectUrl + " " + MAIN + "-alone",
        "",
        "Ctrl-C stops the server and removes everything.");
  }

  private Group createGroup(String path) {
    return instance.groupDesk().create(draft(path), By.COMMAND_LINE);
  }

  private static NamespaceDraft draft(String path) {
    return NamespaceDraft.of(NamespacePath.parse(path), Visibility.PRIVATE);
  }

  private List<Project> importAll() throws IOException {
    Path room = Files.createTempDirectory("wherry-sample-");
    var projects = new ArrayList<Project>();
    for (String name : NAMES) {
      Path stream = room.resolve(name);
      try (InputStream in = open(name)) {
        Files.copy(in, stream);
      }
      projects.add(
          instance
              .projectDesk()
              .create(
                  draft(SUBGROUP + "/" + name),
                  repository -> instance.imports().into(repository, stream),
                  By.COMMAND_LINE));
      Files.delete(stream);
    }
    Files.delete(room);
    return projects;
  }

  private static InputStream open(String name) throws IOException {
    String resource = "/repos-sample/" + name + ".fast-export";
    InputStream in = Sample.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException("this build lacks the sample repository " + resource);
    }
    return in;
  }

  private IssuedToken issue(Namespace holder, String name) {
    var draft = new TokenDraft(name, "", Set.of(Scope.READ_REPOSITORY), Expiry.NEVER);
    return instance.tokenDesk().issue(holder, draft, By.COMMAND_LINE);
  }

  private String url(IssuedToken issued) {
    String credentials = issued.token().username() + ":" + issued.secret().reveal();
    String place = "/" + SUBGROUP + "/" + MAIN + ".git";
    return server.url().replaceFirst("://", "://" + credentials + "@") + place;
  }
}
