package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of refs that would be an accident somewhere: as an option, a path, a line. */
class GitRefNamesTest {
  private static TestServer server;
  private static GitClient client;
  private static Project app;
  private static ObjectId tip = ObjectId.zeroId();
  private static List<String> before = List.of();

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
    app = server.project("acme/app");
    tip = Commits.fill(server, app);
    before = refs();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/heads/-option",
        "refs/heads/--upload-pack=touch",
        "refs/heads/a/-b",
        "refs/-x/y",
        "-refs/heads/x",
        "--exec=id",
        "refs/heads/../../../config",
        "refs/heads/..",
        "refs/heads/a..b",
        "refs/../HEAD",
        "refs/heads/./a",
        "refs/heads/.a",
        "refs/heads/a.",
        "refs/heads/a.lock",
        "refs/heads/a.lock/b",
        "refs/heads/a//b",
        "refs/heads/a/",
        "/refs/heads/a",
        "refs/heads/a b",
        "refs/heads/a~1",
        "refs/heads/a^",
        "refs/heads/a:b",
        "refs/heads/a?",
        "refs/heads/a*",
        "refs/heads/a[b",
        "refs/heads/a\\b",
        "refs/heads/a@{1}",
        "refs/heads/@{u}",
        "refs/heads/a\tb",
        "refs/heads/a\nb",
        "refs/heads/a\rb",
        "refs/heads/a\u0001b",
        "refs/heads/a\u007fb",
        "refs/heads/a\u001b[31m",
        "refs",
        "refs/",
        "main",
        "config",
        "HEAD",
        "FETCH_HEAD",
        "hooks/post-update",
        "objects/info/alternates",
        "info/attributes",
        "logs/refs/heads/main",
        ""
      })
  void badInput32_refWithSuchANameIsNotMade(String name) throws Exception {
    HttpResponse<String> answer =
        new Push().create(tip, name).with(server, app, tip).send(client, "acme/app");

    assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    assertThat(answer.body()).doesNotContain("\nok ", "ok refs/", "Exception", "org.eclipse");
    assertThat(refs()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"refs/heads/a-b", "refs/heads/übung", "refs/heads/x/y.z", "refs/tags/v1.0-rc+1"})
  void ordinaryNamesAreTaken(String name) throws Exception {
    HttpResponse<String> answer =
        new Push().create(tip, name).with(server, app, tip).send(client, "acme/app");
    assertThat(answer.body()).contains("unpack ok");
    assertThat(Commits.tip(server, app, name)).hasValue(tip);

    new Push().command(tip, ObjectId.zeroId(), name).send(client, "acme/app");
    assertThat(Commits.tip(server, app, name)).isEmpty();
  }

  private static List<String> refs() throws Exception {
    try (Repository repository = server.open(app)) {
      return repository.getRefDatabase().getRefs().stream().map(Ref::toString).toList();
    }
  }
}
