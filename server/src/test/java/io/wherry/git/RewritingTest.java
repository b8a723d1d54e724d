package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.audit.By;
import io.wherry.namespace.Features;
import io.wherry.namespace.Group;
import io.wherry.namespace.Project;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may undo what others have pushed. */
class RewritingTest {
  private static final String FORCED = "only maintainers may force-push the default branch here";
  private static final String DELETED = "only maintainers may delete branches here";

  private static TestServer server;
  private static GitClient client;
  private static Members members;
  private static Group acme;

  private Project app;
  private final Map<String, ObjectId> commits = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
    members = new Members(server);
    acme = server.group("acme");
    members.ofEveryRole(acme);
    server.member(acme, members.person("git-writer", PersonalScope.WRITE_REPOSITORY), Role.OWNER);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** {@code main} and {@code topic} at the second of three commits, beside another history. */
  @BeforeEach
  void fill() throws Exception {
    app = server.project("acme/app" + server.all().size());
    try (Repository repository = server.open(app)) {
      commits.put("none", ObjectId.zeroId());
      commits.put("first", commit(repository, "refs/heads/main"));
      commits.put("second", commit(repository, "refs/heads/main"));
      for (String name : new String[] {"refs/heads/topic", "refs/heads/next", "refs/tags/v1"}) {
        RefUpdate update = repository.updateRef(name);
        update.setNewObjectId(at("second"));
        assertThat(update.update()).isEqualTo(RefUpdate.Result.NEW);
      }
      commits.put("third", commit(repository, "refs/heads/next"));
      commits.put("unrelated", commit(repository, "refs/heads/unrelated"));
    }
  }

  private ObjectId commit(Repository repository, String ref) throws Exception {
    return Commits.commit(repository, ref, new byte[] {(byte) commits.size()});
  }

  private ObjectId at(String name) {
    return Optional.ofNullable(commits.get(name)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "developer,  refs/heads/main,  third,     ok",
    "developer,  refs/heads/main,  first,     " + FORCED,
    "developer,  refs/heads/main,  unrelated, " + FORCED,
    "developer,  refs/heads/main,  none,      " + DELETED,
    "developer,  refs/heads/topic, first,     ok",
    "developer,  refs/heads/topic, unrelated, ok",
    "developer,  refs/heads/topic, none,      " + DELETED,
    "developer,  refs/tags/v1,     first,     ok",
    "developer,  refs/tags/v1,     none,      ok",
    "maintainer, refs/heads/main,  third,     ok",
    "maintainer, refs/heads/main,  first,     ok",
    "maintainer, refs/heads/main,  unrelated, ok",
    "maintainer, refs/heads/topic, none,      ok",
    "owner,      refs/heads/main,  first,     ok",
    "owner,      refs/heads/topic, none,      ok",
    "git-writer, refs/heads/main,  first,     ok",
    "root,       refs/heads/main,  first,     ok",
    "root,       refs/heads/topic, none,      ok",
  })
  void onlyMaintainersForceTheDefaultBranchAndDeleteBranches(
      String who, String ref, String to, String answer) throws Exception {
    assertPush(who, ref, to, answer);
  }

  @ParameterizedTest
  @CsvSource({
    "developer, refs/heads/main,  first, ok",
    "developer, refs/heads/topic, none,  ok",
    "reporter,  refs/heads/topic, none,  refused",
  })
  void aProjectMayLetEverybodyRewriteWhoMayPush(String who, String ref, String to, String answer)
      throws Exception {
    server
        .projectDesk()
        .change(app, found -> found.with(new Features(true, true)), By.COMMAND_LINE);
    assertPush(who, ref, to, answer);
  }

  private void assertPush(String who, String ref, String to, String answer) throws Exception {
    Push push = new Push().command(at("second"), at(to), ref);
    if (!to.equals("none")) {
      push.with(server, app, at(to));
    }
    String path = app.path().toString();
    String body = push.send(client, path, members.authorization(who)).body();
    boolean done = answer.equals("ok");
    if (answer.equals("refused")) {
      assertThat(body).contains("your role");
    } else {
      assertThat(body).contains(done ? "ok " + ref : "ng " + ref + " " + answer);
    }
    Optional<ObjectId> expected = Optional.of(at(done ? to : "second"));
    assertThat(Commits.tip(server, app, ref))
        .isEqualTo(expected.filter(id -> !id.equals(ObjectId.zeroId())));
  }

  @Test
  void whatIsAllowedBesideWhatIsRefusedIsDone() throws Exception {
    String body =
        new Push()
            .command(at("second"), at("first"), "refs/heads/main")
            .command(at("second"), ObjectId.zeroId(), "refs/heads/topic")
            .create(at("third"), "refs/heads/new")
            .with(server, app, at("third"))
            .send(client, app.path().toString(), members.authorization("developer"))
            .body();
    assertThat(body)
        .contains("ng refs/heads/main " + FORCED)
        .contains("ng refs/heads/topic " + DELETED)
        .contains("ok refs/heads/new");
    assertThat(Commits.tip(server, app, "refs/heads/main")).contains(at("second"));
    assertThat(Commits.tip(server, app, "refs/heads/new")).contains(at("third"));
  }

  @Test
  void theDefaultBranchIsTheOneThatHeadNames() throws Exception {
    try (Repository repository = server.open(app)) {
      assertThat(repository.updateRef("HEAD", false).link("refs/heads/topic"))
          .isEqualTo(RefUpdate.Result.FORCED);
    }
    assertPush("developer", "refs/heads/topic", "first", FORCED);
    assertPush("developer", "refs/heads/main", "first", "ok");
  }
}
