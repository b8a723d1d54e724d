package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import io.wherry.token.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The versions of Git's protocol, line by line. */
class GitVersionsTest {
  private static TestServer server;
  private static GitClient client;
  private static String reader = "";
  private static ObjectId tip = ObjectId.zeroId();

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
    Project app = server.project("acme/app");
    tip = Commits.fill(server, app);
    reader = TestServer.basic(server.token(app, Scope.READ_REPOSITORY));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void versionTwoIsAnsweredInVersionTwo() throws Exception {
    HttpResponse<String> answer = refs("version=2");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith(PacketLines.of("version 2")).doesNotContain(tip.name());
    assertThat(answer.body()).contains("ls-refs", "fetch=").endsWith(PacketLines.FLUSH);
  }

  /** JGit compares each with every ref; a server may list more than was asked for. */
  @ParameterizedTest
  @CsvSource({"1000, false", "1001, true", "100000, true"})
  void whoAsksForVeryManyPrefixesGetsAllRefs(int prefixes, boolean all) throws Exception {
    String[] lines = new String[prefixes];
    Arrays.fill(lines, "ref-prefix refs/heads/none\n");
    HttpResponse<String> answer =
        client.send(
            Fetch.request(client, "acme/app", reader)
                .header("Git-Protocol", "version=2")
                .POST(BodyPublishers.ofString(Fetch.refs(lines))));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().contains(tip.name())).isEqualTo(all);
  }

  @Test
  void amongSeveralVersionsTheSecondIsChosen() throws Exception {
    assertThat(refs("version=1:version=2").body()).startsWith(PacketLines.of("version 2"));
    assertThat(refs("key:version=2:other=value").body()).startsWith(PacketLines.of("version 2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"version=0", "version=1", "version=3", "version=", "nonsense", ":::", "="})
  void anyOtherVersionIsAnsweredWithTheRefsThemselves(String protocol) throws Exception {
    HttpResponse<String> answer = refs(protocol);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith(PacketLines.of("# service=git-upload-pack\n") + PacketLines.FLUSH)
        .contains(tip.name() + " HEAD\0", PacketLines.of(tip.name() + " refs/heads/main\n"))
        .doesNotContain("version 2")
        .endsWith(PacketLines.FLUSH);
  }

  @Test
  void cloneInVersionZeroBringsThePack() throws Exception {
    HttpResponse<String> answer = fetch("version=0", Fetch.everything(tip));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(GitCall.FETCH.resultType());
    assertThat(answer.body()).startsWith(PacketLines.of("NAK\n") + packOf(3));
  }

  @Test
  void cloneInVersionTwoBringsThePack() throws Exception {
    String refs = fetch("version=2", Fetch.refs("symrefs\n", "peel\n")).body();
    assertThat(refs).contains(tip.name() + " HEAD symref-target:refs/heads/main");

    String body = Fetch.arguments("want " + tip.name() + "\n", "done\n");
    HttpResponse<String> answer = fetch("version=2", body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith(PacketLines.of("packfile\n")).contains("\001" + packOf(3));
  }

  @Test
  void fetchOfWhatIsThereAlreadyBringsNothing() throws Exception {
    String body =
        Fetch.arguments("want " + tip.name() + "\n", "have " + tip.name() + "\n", "done\n");

    assertThat(fetch("version=2", body).body()).contains("\001" + packOf(0));
  }

  @Test
  void partialCloneLeavesTheFilesOut() throws Exception {
    assertThat(refs("version=2").body()).contains("filter");
    String body = Fetch.arguments("filter blob:none\n", "want " + tip.name() + "\n", "done\n");

    assertThat(fetch("version=2", body).body()).contains("\001" + packOf(2));
  }

  @Test
  void relativeDeepeningIsRefusedInGitsOwnWords() throws Exception {
    String body =
        Fetch.arguments("want " + tip.name() + "\n", "deepen 1\n", "deepen-relative\n", "done\n");
    HttpResponse<String> answer = fetch("version=2", body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().substring(4)).startsWith("ERR ").contains("--depth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000",
        "0",
        "ffff",
        "0005",
        "0014command=nonsense0000",
        "0032want aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n00000009done\n",
        "0012command=fetch0001000cwant me0000",
        "0012command=fetch00010010filter x:y:z0000",
        "0012command=fetch00010018deepen 99999999999990000",
        "0012command=fetch0001000ddeepen -10000"
      })
  void nonsenseIsRefusedWithoutAnInternalError(String body) throws Exception {
    for (String version : new String[] {"version=2", "version=0"}) {
      HttpResponse<String> answer = fetch(version, body);

      assertThat(answer.statusCode()).as(version + answer.body()).isLessThan(500);
      assertThat(answer.body()).doesNotContain("Exception", "org.eclipse", "java.");
    }
  }

  private static HttpResponse<String> refs(String protocol) throws Exception {
    return client.send(
        GitCall.FETCH_REFS
            .fill(client.request("acme/app" + GitCall.FETCH_REFS.suffix(), reader))
            .header("Git-Protocol", protocol));
  }

  private static HttpResponse<String> fetch(String protocol, String body) throws Exception {
    return client.send(
        Fetch.request(client, "acme/app", reader)
            .header("Git-Protocol", protocol)
            .POST(BodyPublishers.ofString(body)));
  }

  /** How a pack with so many objects begins. */
  private static String packOf(int objects) {
    return "PACK\0\0\0\002\0\0\0" + (char) objects;
  }
}
