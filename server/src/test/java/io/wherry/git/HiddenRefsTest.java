package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's own refs are invisible, and what only they reach cannot be had. */
class HiddenRefsTest {
  private static final String ROOT = TestServer.basic("root", TestServer.ROOT_TOKEN);
  private static final String REF = "refs/wherry/keep/1";

  private static TestServer server;
  private static GitClient client;
  private static Project app;
  private static ObjectId tip = ObjectId.zeroId();
  private static ObjectId hidden = ObjectId.zeroId();

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
    app = server.project("acme/app");
    tip = Commits.fill(server, app);
    try (Repository repository = server.open(app)) {
      hidden = Commits.commit(repository, REF, new byte[] {1});
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void neitherServiceAdvertisesThem() throws Exception {
    for (GitCall call : new GitCall[] {GitCall.FETCH_REFS, GitCall.PUSH_REFS}) {
      String refs = client.call(call, "acme/app", ROOT).body();

      assertThat(refs).contains(tip.name()).doesNotContain(hidden.name(), "refs/wherry");
    }
  }

  @Test
  void versionTwoDoesNotListThemEvenWhenAskedByName() throws Exception {
    for (String prefix : new String[] {"refs/", "refs/wherry/", REF, ""}) {
      String body = Fetch.refs("peel\n", "symrefs\n", "ref-prefix " + prefix + "\n");

      assertThat(fetch("version=2", body).body())
          .doesNotContain(hidden.name(), "refs/wherry")
          .endsWith(PacketLines.FLUSH);
    }
  }

  @Test
  void commitOfOneIsNotGivenOutById() throws Exception {
    String second = Fetch.arguments("want " + hidden.name() + "\n", "done\n");
    for (HttpResponse<String> answer :
        List.of(fetch("version=0", Fetch.everything(hidden)), fetch("version=2", second))) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("ERR ", hidden.name()).doesNotContain("PACK");
    }
  }

  @Test
  void oneIsNotGivenOutByName() throws Exception {
    String body = Fetch.arguments("want-ref " + REF + "\n", "done\n");

    assertThat(fetch("version=2", body).body()).doesNotContain("PACK", hidden.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {REF, "refs/wherry/new", "refs/wherry/keep/1/below"})
  void pushUpdatesNone(String ref) throws Exception {
    ObjectId old = ref.equals(REF) ? hidden : ObjectId.zeroId();
    HttpResponse<String> answer =
        new Push()
            .command(old, tip, ref)
            .create(tip, "refs/heads/beside-" + ref.length())
            .with(server, app, tip)
            .send(client, "acme/app");

    assertThat(answer.body()).contains("ng " + ref + " ").doesNotContain("ok " + ref);
    assertThat(answer.body()).contains("ok refs/heads/beside-" + ref.length());
    assertThat(Commits.tip(server, app, REF)).hasValue(hidden);
    assertThat(Commits.tip(server, app, "refs/wherry/new")).isEmpty();
  }

  @Test
  void pushDeletesNone() throws Exception {
    HttpResponse<String> answer =
        new Push().command(hidden, ObjectId.zeroId(), REF).send(client, "acme/app");

    assertThat(answer.body()).contains("ng " + REF + " ");
    assertThat(Commits.tip(server, app, REF)).hasValue(hidden);
  }

  private static HttpResponse<String> fetch(String protocol, String body) throws Exception {
    return client.send(
        Fetch.request(client, "acme/app", ROOT)
            .header("Git-Protocol", protocol)
            .POST(BodyPublishers.ofString(body)));
  }
}
