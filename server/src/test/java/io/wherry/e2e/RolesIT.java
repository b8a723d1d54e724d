package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people may do by Git: by their roles, with their passwords and personal tokens. */
@ExtendWith(Fleet.Extension.class)
final class RolesIT {
  private static final String GROUP = "roles";
  private static final String ROLE_TOO_LOW =
      "remote: your role in this project does not allow this";
  private static final String NO_FORCE = "only maintainers may force-push the default branch here";
  private static final String NO_DELETION = "only maintainers may delete branches here";

  private static Token guest;
  private static Token reporter;
  private static Token developer;
  private static Token maintainer;

  private final Fleet fleet;
  private final JarServer server;
  private final Client client;

  RolesIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.fleet = fleet;
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  @BeforeAll
  static void makePeople(Fleet fleet) throws IOException {
    fleet.server.run("group", "create", GROUP).success();
    guest = member(fleet.server, "guest");
    reporter = member(fleet.server, "reporter");
    developer = member(fleet.server, "developer");
    maintainer = member(fleet.server, "maintainer");
  }

  private static Token member(JarServer server, String role) throws IOException {
    Token person = server.person(GROUP + "-" + role);
    server.member("--group", GROUP, person, role);
    return person;
  }

  private Token with(Token person, boolean token) throws IOException {
    return token ? server.personalToken(person, "api") : person;
  }

  /** Somebody's clone. */
  private Client author(Token person, String path) throws IOException {
    client.git("clone", "--quiet", server.url(person, path + ".git"), "author");
    return client.at("author");
  }

  private static String onServer(Client author, String branch) throws IOException {
    return author.git("ls-remote", "origin", "refs/heads/" + branch).replaceFirst("\t.*", "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reporterClonesAndIsToldWhyHeMayNotPush(boolean byToken) throws IOException {
    String path = fleet.ownProject(client, GROUP + "/read-" + byToken);
    Client author = author(with(reporter, byToken), path);
    String before = onServer(author, "main");
    author.commit("new.txt", "new\n");
    assertThat(author.tryGit("push").failure().err()).contains(ROLE_TOO_LOW);
    assertThat(onServer(author, "main")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void badInput35DeveloperPushesAndIsToldThatHeMayNotRewriteAndDelete(boolean byToken)
      throws IOException {
    String path = fleet.ownProject(client, GROUP + "/write-" + byToken);
    Client author = author(with(developer, byToken), path);
    String tip = author.commit("new.txt", "new\n");
    author.git("push", "--quiet", "origin", "main", "main:side");
    assertThat(onServer(author, "main")).isEqualTo(tip);

    assertThat(author.tryGit("push", "--force", "origin", "main~2:main").failure().err())
        .contains("[remote rejected]", NO_FORCE);
    assertThat(author.tryGit("push", "origin", "--delete", "side").failure().err())
        .contains("[remote rejected]", NO_DELETION);
    assertThat(onServer(author, "main")).isEqualTo(tip);
    assertThat(onServer(author, "side")).isEqualTo(tip);

    author.git("push", "--quiet", "--force", "origin", "main~2:side");
    author.git("push", "--quiet", "origin", "--delete", "v1.0");
    assertThat(onServer(author, "side")).isEqualTo(author.git("rev-parse", "main~2"));
  }

  @Test
  void maintainerRewritesAndDeletes() throws IOException {
    String path = fleet.ownProject(client, GROUP + "/managed");
    assertRewrites(author(maintainer, path));
  }

  @Test
  void developerRewritesAndDeletesWhereTheProjectLetsHim() throws IOException {
    String path = fleet.ownProject(client, GROUP + "/loose");
    assertThat(
            server.json("project", "set", path, "--rewriting", "on").get("rewriting").asBoolean())
        .isTrue();
    Client author = author(developer, path);
    assertRewrites(author);
    server.run("project", "set", path, "--rewriting", "off").success();
    assertThat(author.tryGit("push", "--force", "origin", "main~3:main").failure().err())
        .contains(NO_FORCE);
  }

  private static void assertRewrites(Client author) throws IOException {
    author.git("push", "--quiet", "origin", "main:side");
    author.git("push", "--quiet", "origin", "--delete", "side");
    author.git("push", "--quiet", "--force", "origin", "main~2:main");
    assertThat(onServer(author, "side")).isEmpty();
    assertThat(onServer(author, "main")).isEqualTo(author.git("rev-parse", "main~2"));
  }

  @Test
  void guestClonesOnlyWhatIsOpenToEverybodyWhoIsSomebody() throws IOException {
    String path = fleet.ownProject(client, GROUP + "/seen");
    String url = server.url(guest, path + ".git");
    assertThat(client.tryGit("clone", url).failure().err()).contains(ROLE_TOO_LOW);
    for (String visibility : new String[] {"internal", "public"}) {
      server.run("project", "set", path, "--visibility", visibility).success();
      client.git("clone", "--quiet", url, visibility);
      client.at(visibility).commit("new.txt", "new\n");
      assertThat(client.at(visibility).tryGit("push").failure().err()).contains(ROLE_TOO_LOW);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "read_api, false, false",
    "read_repository, true, false",
    "write_repository, true, true",
    "'read_api,read_repository', true, false"
  })
  void personalTokenMayBeUsedForItsScopesOnly(String scopes, boolean reads, boolean writes)
      throws IOException {
    String path = fleet.ownProject(client, GROUP + "/scopes-" + scopes.replace(',', '-'));
    String url = server.url(server.personalToken(maintainer, scopes), path + ".git");
    Client seed = client.at("seed.git");
    assertAllowed(seed.tryGit("ls-remote", url), reads, "remote: this token lacks the scope");
    assertAllowed(
        seed.tryGit("push", url, "main:new"), writes, "remote: this token lacks the scope");
  }

  private static void assertAllowed(Outcome outcome, boolean allowed, String why) {
    assertThat(outcome.code() == 0).as(outcome.toString()).isEqualTo(allowed);
    if (!allowed) {
      assertThat(outcome.err()).contains(why);
    }
  }

  @Test
  void roleInAProjectReachesNoOtherAndIsTakenAtTheNextRequest() throws IOException {
    String inside = fleet.ownProject(client, GROUP + "/own");
    String outside = Fleet.CHARTS;
    Token person = server.person(GROUP + "-single");
    server.member("--project", inside, person, "developer");
    client.git("ls-remote", server.url(person, inside + ".git"));
    assertThat(client.tryGit("ls-remote", server.url(person, outside + ".git")).failure().err())
        .contains("remote: there is no such project");

    server.run("member", "set", "--project", inside, person.username(), "guest").success();
    assertThat(client.tryGit("ls-remote", server.url(person, inside + ".git")).failure().err())
        .contains(ROLE_TOO_LOW);
    server.run("member", "remove", "--project", inside, person.username()).success();
    assertThat(client.tryGit("ls-remote", server.url(person, inside + ".git")).failure().err())
        .contains("remote: there is no such project");
  }
}
