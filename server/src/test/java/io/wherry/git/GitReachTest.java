package io.wherry.git;

import static io.wherry.git.GitAnswers.assertChallenged;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a token reaches: today's place in the tree decides. Each test has a top group of its own.
 */
class GitReachTest {
  private static TestServer server;
  private static GitClient client;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    client = new GitClient(server);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void groupTokenReachesProjectsAtEveryDepth() throws Exception {
    IssuedToken token = reader(server.group("deep"));
    for (String path : new String[] {"deep/a", "deep/one/b", "deep/one/two/three/four/c"}) {
      assertReaches(token, path, filled(path));
    }
  }

  @Test
  void subgroupTokenReachesNeitherParentNorSibling() throws Exception {
    IssuedToken token = reader(server.group("wide/one"));
    for (String path : new String[] {"wide/a", "wide/two/a", "wide/on/a", "wide/one-more/a"}) {
      filled(path);
      assertNotReached(token, path);
    }
  }

  @Test
  void projectTokenReachesNoOtherProject() throws Exception {
    Project project = filled("alone/app");
    filled("alone/app2");
    filled("alone/ap");
    IssuedToken token = reader(project);

    assertReaches(token, "alone/app", project);
    assertNotReached(token, "alone/app2");
    assertNotReached(token, "alone/ap");
  }

  @Test
  void projectMovedInIsReachedAndProjectMovedOutIsLostAtOnce() throws Exception {
    IssuedToken token = reader(server.group("moving/target"));
    Project project = filled("moving/elsewhere/app");
    assertNotReached(token, "moving/elsewhere/app");

    move(project, "moving/target/app");
    assertReaches(token, "moving/target/app", project);
    assertReaches(token, "moving/elsewhere/app", project);

    move(project, "moving/elsewhere/app");
    assertNotReached(token, "moving/elsewhere/app");
    assertNotReached(token, "moving/target/app");
  }

  @Test
  void groupThatMovesTakesItsProjectsAlong() throws Exception {
    IssuedToken oldOwner = reader(server.group("parents/first"));
    IssuedToken newOwner = reader(server.group("parents/second"));
    Namespace group = server.group("parents/first/team/inner");
    IssuedToken own = reader(group);
    Project project = filled("parents/first/team/inner/app");

    move(group, "parents/second/inner");

    assertReaches(newOwner, "parents/second/inner/app", project);
    assertReaches(own, "parents/second/inner/app", project);
    assertNotReached(oldOwner, "parents/second/inner/app");
    assertNotReached(oldOwner, "parents/first/team/inner/app");
  }

  @Test
  void badInput41_groupsWithSimilarNamesAreOutOfReach() throws Exception {
    IssuedToken token = reader(server.group("acme"));
    for (String name : new String[] {"acme-evil", "acmee", "Acme2", "acm", "acme.evil", "acme_"}) {
      filled(name + "/app");
      assertNotReached(token, name + "/app");
    }
    filled("acme-public/app", Visibility.PUBLIC);
    assertNotReached(token, "acme-public/app");
  }

  @Test
  void badInput41_encodedSlashIsNoWayIntoASibling() throws Exception {
    IssuedToken token = reader(server.group("slash"));
    filled("slash/app");
    for (String path :
        new String[] {"slash%2fapp", "slash%2Fapp.git", "slash%252fapp", "slash%5capp"}) {
      HttpResponse<String> answer = client.refs(path, token);
      assertThat(answer.statusCode()).as(path).isIn(400, 401);
    }
  }

  @Test
  void badInput41_pathsAreTheSameInAnyCase() throws Exception {
    Project project = filled("Case/App");
    IssuedToken token = reader(project);
    for (String path :
        new String[] {"Case/App", "case/app", "CASE/APP", "cAsE/aPp", "%43ase/App"}) {
      assertReaches(token, path, project);
      assertReaches(token, path + ".git", project);
    }
  }

  @Test
  void badInput41_formerPathWorksInPlaceUntilItIsUsedAgain() throws Exception {
    Project project = filled("former/app");
    IssuedToken own = reader(project);
    move(project, "former/renamed");
    assertReaches(own, "former/app", project);
    assertReaches(own, "FORMER/app.git", project);

    Project successor = filled("former/App");
    assertNotReached(own, "former/app");
    assertReaches(own, "former/renamed", project);
    assertReaches(reader(successor), "former/app", successor);
  }

  @Test
  void badInput41_formerPathEndsWhereAnOuterGroupIsUsedAgain() throws Exception {
    Namespace outer = server.group("outer");
    Project project = filled("outer/inner/app");
    IssuedToken own = reader(project);
    move(outer, "outer-renamed");
    assertReaches(own, "outer/inner/app", project);

    server.group("outer");
    assertNotReached(own, "outer/inner/app");
    assertReaches(own, "outer-renamed/inner/app", project);
  }

  @Test
  void badInput41_formerPathGrantsNoMoreThanTheNewOne() throws Exception {
    IssuedToken oldGroup = reader(server.group("left"));
    Project project = filled("left/app");
    server.group("entered");
    move(project, "entered/app");

    assertNotReached(oldGroup, "left/app");
    assertNotReached(oldGroup, "entered/app");
  }

  private static Project filled(String path) throws IOException {
    return filled(path, Visibility.PRIVATE);
  }

  private static Project filled(String path, Visibility visibility) throws IOException {
    Project project = server.project(path, visibility);
    Commits.fill(server, project);
    return project;
  }

  private static IssuedToken reader(Namespace holder) {
    return server.token(holder, Scope.READ_REPOSITORY);
  }

  private static void move(Namespace namespace, String target) {
    server.move(namespace, target);
  }

  /** That it is served at once, without a redirect, and that it is this project. */
  private static void assertReaches(IssuedToken token, String path, Project expected)
      throws Exception {
    ObjectId tip = Commits.tip(server, expected, "refs/heads/main").orElseThrow();
    HttpResponse<String> answer = client.refs(path, token);

    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    assertThat(answer.body()).as(path).contains(tip.name() + " refs/heads/main\n");
    assertThat(client.call(GitCall.FETCH, path, token).body()).contains(tip.name());
  }

  private static void assertNotReached(IssuedToken token, String path) throws Exception {
    for (GitCall call : GitCall.FETCHES) {
      assertChallenged(client.call(call, path, token));
    }
  }
}
