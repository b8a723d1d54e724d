package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A push to a path where there is no project makes one, in a group where one may. */
@ExtendWith(Fleet.Extension.class)
final class PushToCreateIT {
  private static final String GROUP = "grown";
  private static final List<String> AUTHORS = List.of("one", "two");

  private static Token developer;
  private static Token reporter;

  private final JarServer server;
  private final Client client;

  PushToCreateIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  @BeforeAll
  static void makePeople(Fleet fleet) throws IOException {
    fleet.server.run("group", "create", GROUP).success();
    developer = fleet.server.person(GROUP + "-developer");
    reporter = fleet.server.person(GROUP + "-reporter");
    fleet.server.member("--group", GROUP, developer, "developer");
    fleet.server.member("--group", GROUP, reporter, "reporter");
  }

  /** A repository with one commit, in a directory of that name. */
  private Client author(String name) throws IOException {
    client.git("init", "--quiet", "--initial-branch=main", name);
    Client author = client.at(name);
    author.commit(name + ".txt", name + "\n");
    return author;
  }

  private List<String> visibilities(String path) throws IOException {
    return server
        .run("project", "list")
        .success()
        .lines()
        .filter(line -> line.endsWith(" " + path))
        .map(line -> line.replaceFirst(" .*", ""))
        .toList();
  }

  @Test
  void developerOfAGroupMakesAPrivateProjectThatCanBeCloned() throws IOException {
    Client author = author("one");
    author.git("push", "--quiet", server.url(developer, GROUP + "/new.git"), "main", "main:side");
    assertThat(visibilities(GROUP + "/new")).containsExactly("private");
    client.git("clone", "--quiet", server.url(reporter, GROUP + "/new.git"));
    assertThat(client.at("new").read("one.txt")).isEqualTo("one\n");
    assertThat(client.at("new").git("branch", "--remotes")).contains("origin/side");
    client.tryGit("ls-remote", server.url(GROUP + "/new.git")).failure();
  }

  @ParameterizedTest
  @CsvSource({"write_repository, true", "api, true", "read_repository, false"})
  void personalTokenMakesOneIfItMayPush(String scope, boolean made) throws IOException {
    String path = GROUP + "/by-" + scope;
    Token token = server.personalToken(developer, scope);
    Outcome pushed = author("one").tryGit("push", server.url(token, path + ".git"), "main");
    assertThat(pushed.code() == 0).as(pushed.toString()).isEqualTo(made);
    assertThat(visibilities(path)).hasSize(made ? 1 : 0);
  }

  @Test
  void reporterMakesNothing() throws IOException {
    Outcome refused =
        author("one").tryGit("push", server.url(reporter, GROUP + "/not.git"), "main").failure();
    assertThat(refused.err()).contains("remote: there is no such project");
    assertThat(visibilities(GROUP + "/not")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alone", "nowhere/new", GROUP + "/nowhere/new", "acme/new", GROUP + "/-x"})
  void nothingIsMadeOutsideOfTheGroupsWhereOneMay(String path) throws IOException {
    Outcome refused =
        author("one").tryGit("push", server.url(developer, path + ".git"), "main").failure();
    assertThat(refused.err()).contains("remote: there is no such project");
    assertThat(visibilities(path)).isEmpty();
  }

  @Test
  void deployTokenMakesNothing() throws IOException {
    Token token = server.token("--group", GROUP);
    Outcome refused =
        author("one").tryGit("push", server.url(token, GROUP + "/bot.git"), "main").failure();
    assertThat(refused.err()).contains("remote: deploy tokens are not allowed to upload code");
    assertThat(visibilities(GROUP + "/bot")).isEmpty();
  }

  @Test
  void fetchMakesNothing() throws IOException {
    client.tryGit("ls-remote", server.url(developer, GROUP + "/fetched.git")).failure();
    assertThat(visibilities(GROUP + "/fetched")).isEmpty();
  }

  @RepeatedTest(3)
  void twoPushesAtOnceMakeOneProject(RepetitionInfo round) throws IOException {
    String path = GROUP + "/raced" + round.getCurrentRepetition();
    assertThat(pushBoth(path, "one", "two")).allSatisfy(outcome -> outcome.ended(0));
    assertThat(visibilities(path)).containsExactly("private");
    assertThat(client.refs(server.url(reporter, path + ".git")))
        .containsOnlyKeys("refs/heads/one", "refs/heads/two");
  }

  @RepeatedTest(3)
  void ofTwoFirstPushesToOneBranchOneWins(RepetitionInfo round) throws IOException {
    String path = GROUP + "/won" + round.getCurrentRepetition();
    List<Outcome> outcomes = pushBoth(path, "main", "main");
    assertThat(outcomes).filteredOn(outcome -> outcome.code() == 0).hasSize(1);
    assertThat(outcomes).anySatisfy(outcome -> assertThat(outcome.err()).contains("rejected]"));
    String winner = AUTHORS.get(outcomes.get(0).code() == 0 ? 0 : 1);
    assertThat(client.refs(server.url(reporter, path + ".git")))
        .containsEntry("refs/heads/main", client.at(winner).git("rev-parse", "HEAD"));
  }

  private List<Outcome> pushBoth(String path, String one, String two) throws IOException {
    String url = server.url(developer, path + ".git");
    Client first = author(AUTHORS.get(0));
    Client second = author(AUTHORS.get(1));
    Program pushed = first.startGit("push", url, "HEAD:refs/heads/" + one);
    Program other = second.startGit("push", url, "HEAD:refs/heads/" + two);
    return List.of(pushed.end(), other.end());
  }
}
