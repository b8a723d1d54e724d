package io.wherry.git;

import static io.wherry.git.GitAnswers.assertChallenged;
import static io.wherry.git.GitAnswers.assertPlain;
import static io.wherry.git.GitAnswers.assertServed;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditQuery;
import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.page.PageRequest;
import io.wherry.store.Together;
import io.wherry.token.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A push to where there is no project makes one, for whom may make one there. */
class NewProjectsTest {
  private static TestServer server;
  private static GitClient client;
  private static Members members;
  private static Project source;
  private static ObjectId tip = ObjectId.zeroId();

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
    members = new Members(server);
    Group acme = server.group("acme", Visibility.PUBLIC);
    server.group("acme/tools");
    server.group("other", Visibility.PUBLIC);
    members.ofEveryRole(acme);
    members.person("stranger", PersonalScope.API);
    server.member(acme, members.person("writer", PersonalScope.WRITE_REPOSITORY), Role.DEVELOPER);
    server.member(acme, members.person("reader", PersonalScope.READ_REPOSITORY), Role.OWNER);
    server.member(acme, members.person("api-reader", PersonalScope.READ_API), Role.OWNER);
    source = server.project("acme/source");
    tip = Commits.fill(server, source);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "developer,  acme/by-developer,      acme/by-developer",
    "developer,  acme/by-git.git,        acme/by-git",
    "developer,  ACME/Tools/by-case,     acme/tools/by-case",
    "writer,     acme/by-writer,         acme/by-writer",
    "maintainer, acme/tools/by-keeper,   acme/tools/by-keeper",
    "root,       other/by-root,          other/by-root",
  })
  void whoMayMakeProjectsInTheGroupMakesAPrivateOneByPushing(String who, String pushed, String made)
      throws Exception {
    String authorization = members.authorization(who);
    assertServed(client.call(GitCall.PUSH_REFS, pushed, authorization), GitCall.PUSH_REFS);
    String body =
        new Push()
            .create(tip, "refs/heads/main")
            .with(server, source, tip)
            .send(client, pushed, authorization)
            .body();
    assertThat(body).contains("ok refs/heads/main");
    Project project = (Project) find(made).orElseThrow();
    assertThat(project.path()).hasToString(made);
    assertThat(project.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(Commits.tip(server, project, "refs/heads/main")).contains(tip);
    AuditEntry latest =
        server.auditLog().list(AuditQuery.ALL, new PageRequest(1, 1)).items().get(0);
    assertThat(latest.event().type()).isEqualTo("project_created");
    assertThat(latest.event().subject()).isEqualTo(project.subject());
    assertThat(latest.event().by().kind()).isEqualTo(By.Kind.USER);
    assertThat(latest.event().by().name()).isEqualTo(who);
    assertThat(latest.event().by().address()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "guest,     acme/not",
    "reporter,  acme/not",
    "stranger,  acme/not",
    "developer, other/not",
    "developer, not",
    "developer, acme/missing/not",
    "developer, acme/source/not",
    "developer, acme/tools",
    "developer, acme",
    "developer, acme/-not",
    "developer, acme/con",
    "root,      not",
    "root,      missing/not",
  })
  void nothingIsMadeForOthersOrElsewhere(String who, String path) throws Exception {
    List<Namespace> before = server.all();
    for (GitCall call : GitCall.PUSHES) {
      assertPlain(client.call(call, path, members.authorization(who)), 404, "no such project");
    }
    assertThat(server.all()).isEqualTo(before);
  }

  @Test
  void whoIsNoPersonMakesNothing() throws Exception {
    Namespace acme = find("acme").orElseThrow();
    List<Namespace> before = server.all();
    var token = server.token(acme, Scope.READ_REPOSITORY);
    assertPlain(client.call(GitCall.PUSH_REFS, "acme/not", token), 403, "not allowed to upload");
    assertChallenged(client.call(GitCall.PUSH_REFS, "acme/not", GitClient.NOBODY));
    assertChallenged(client.call(GitCall.PUSH_REFS, "acme/not", TestServer.basic("root", "wrong")));
    assertThat(server.all()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "api-reader"})
  void aTokenThatIsNotForWritingMakesNothing(String who) throws Exception {
    List<Namespace> before = server.all();
    assertPlain(
        client.call(GitCall.PUSH_REFS, "acme/not", members.authorization(who)), 403, "scope");
    assertThat(server.all()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FETCH_REFS", "FETCH", "PUSH"})
  void onlyTheBeginningOfAPushMakesAProject(GitCall call) throws Exception {
    String developer = members.authorization("developer");
    assertPlain(client.call(call, "acme/not", developer), 404, "no such project");
    assertThat(find("acme/not")).isEmpty();
  }

  @Test
  void aFormerPathIsTheProjectThatHasMoved() throws Exception {
    Project moved = server.project("acme/before");
    server.move(moved, "acme/after");
    List<Namespace> before = server.all();
    String developer = members.authorization("developer");
    assertServed(client.call(GitCall.PUSH_REFS, "acme/before", developer), GitCall.PUSH_REFS);
    assertThat(server.all()).isEqualTo(before);
  }

  @Test
  void aFormerPathOfAGroupIsNoPlaceForNewProjects() throws Exception {
    Group group = server.group("acme/former");
    server.move(group, "acme/today");
    String developer = members.authorization("developer");
    assertPlain(
        client.call(GitCall.PUSH_REFS, "acme/former/not", developer), 404, "no such project");
    assertThat(find("acme/today/not")).isEmpty();
  }

  @Test
  void ofPushesAtOnceAllGetTheSameOneProject() throws Exception {
    long repositories = repositories();
    Callable<Integer> push =
        () ->
            client
                .call(GitCall.PUSH_REFS, "acme/raced", members.authorization("developer"))
                .statusCode();
    List<Integer> statuses = Together.run(IntStream.range(0, 8).mapToObj(i -> push).toList());
    assertThat(statuses).containsOnly(200).hasSize(8);
    assertThat(server.all().stream().filter(made -> made.path().name().equals("raced"))).hasSize(1);
    assertThat(repositories()).as("what lost the race is removed").isEqualTo(repositories + 1);
    assertThat(events("project_created", find("acme/raced").orElseThrow())).isEqualTo(1);
  }

  private static long repositories() throws IOException {
    try (Stream<Path> files = Files.walk(server.data())) {
      return files.filter(file -> file.endsWith("HEAD")).count();
    }
  }

  private static long events(String type, Namespace subject) {
    var ofIt =
        new AuditQuery("project", subject.id(), AuditQuery.ALL.from(), AuditQuery.ALL.until());
    return server.auditLog().list(ofIt, PageRequest.EVERYTHING).items().stream()
        .filter(entry -> entry.event().type().equals(type))
        .count();
  }

  private static Optional<Namespace> find(String path) {
    return server.namespaces().find(new NamespaceRef.ByPath(path));
  }
}
