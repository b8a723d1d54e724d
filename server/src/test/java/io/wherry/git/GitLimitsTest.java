package io.wherry.git;

import static io.wherry.git.GitAnswers.assertServed;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is too much is refused with a reason, and leaves nothing behind. */
class GitLimitsTest {
  private static final String ROOT = TestServer.basic("root", TestServer.ROOT_TOKEN);
  private static final Random RANDOM = new Random(1);
  private static final int PACK = 64 << 10;
  private static final int OBJECT = 32 << 10;
  private static final int REFS = 5;
  private static final int COMMANDS = 4 << 10;

  private static TestServer server;
  private static GitClient client;
  private static Project source;
  private static ObjectId tip = ObjectId.zeroId();

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.start(
            Map.of(
                "WHERRY_GIT_MAX_FETCH_REQUEST", "1MiB",
                "WHERRY_GIT_PACK_MEMORY", "8MiB",
                "WHERRY_GIT_MAX_PACK", String.valueOf(PACK),
                "WHERRY_GIT_MAX_OBJECT", String.valueOf(OBJECT),
                "WHERRY_GIT_MAX_REFS", String.valueOf(REFS),
                "WHERRY_GIT_MAX_PUSH_COMMANDS", String.valueOf(COMMANDS)));
    client = new GitClient(server);
    source = server.project("acme/source");
    tip = Commits.fill(server, source);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"version=2, false", "version=2, true", "version=0, false", "version=0, true"})
  void tooManyHavesAreRefusedBeforeAndAfterInflating(String version, boolean gzip)
      throws Exception {
    var request = Fetch.request(client, "acme/source", ROOT).header("Git-Protocol", version);
    List<byte[]> body = manyHaves(version);
    if (gzip) {
      request.header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(Gzip.of(body)));
    } else {
      request.POST(BodyPublishers.ofByteArrays(body));
    }
    HttpResponse<String> answer = client.send(request);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than 1048576 bytes").doesNotContain("Exception");
    assertServed(client.call(GitCall.FETCH, "acme/source", ROOT), GitCall.FETCH);
  }

  /** 40 MiB, of which one is allowed. */
  private static List<byte[]> manyHaves(String version) {
    String want = PacketLines.of("want " + tip.name() + "\n");
    String first =
        version.equals("version=2")
            ? PacketLines.of("command=fetch") + PacketLines.DELIMITER + want
            : want + PacketLines.FLUSH;
    String haves = PacketLines.of("have " + "a".repeat(40) + "\n").repeat(1 << 10);
    var body = new ArrayList<byte[]>();
    body.add(Fetch.bytes(first));
    body.addAll(Collections.nCopies(820, Fetch.bytes(haves)));
    return body;
  }

  @Test
  void packThatIsTooLargeIsRefused() throws Exception {
    byte[] first = random(OBJECT - 1);
    byte[] second = random(OBJECT - 1);
    byte[] third = random(OBJECT - 1);

    assertPushRefused(
        "acme/pack",
        "Pack exceeds the limit of 65,536 bytes, rejecting the pack",
        first,
        second,
        third);
  }

  /** Each claimed object would cost memory, and nothing to claim it. */
  @Test
  void packThatClaimsMoreObjectsThanThereIsMemoryForIsRefused() throws Exception {
    Project target = server.project("acme/claim");
    byte[] pack = {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0x7f, 0, 0, 0};
    HttpResponse<String> answer =
        new Push().create(tip, "refs/heads/main").with(pack).send(client, "acme/claim");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("the pack has 2130706432 objects", "ng refs/heads/main");
    assertEmpty(target, tip);
  }

  /** A tree of 5 MiB of which nothing comes: more than half of it. */
  @Test
  void memoryThatAPackClaimedIsFreeAfterIt() throws Exception {
    server.project("acme/again");
    byte[] pack = {
      'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 1, (byte) 0xa0, (byte) 0x80, (byte) 0x80, 20
    };
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer =
          new Push().create(tip, "refs/heads/main").with(pack).send(client, "acme/again");
      assertThat(answer.body()).contains("ng refs/heads/main").doesNotContain("busy");
    }
  }

  @Test
  void objectThatIsTooLargeInflatedIsRefused() throws Exception {
    assertPushRefused(
        "acme/object",
        "Object too large (32,769 bytes), rejecting the pack."
            + " Max object size limit is 32,768 bytes.",
        new byte[OBJECT + 1]);
  }

  @Test
  void objectOfExactlyTheLimitIsTaken() throws Exception {
    Project target = server.project("acme/fits");
    Project made = server.project("acme/fits-source");
    ObjectId commit = commits(made, new byte[OBJECT]);

    assertThat(push(made, commit, "acme/fits").body()).contains("unpack ok");
    assertThat(Commits.tip(server, target, "refs/heads/main")).hasValue(commit);
  }

  @Test
  void moreCommandsThanTheLimitAreRefused() throws Exception {
    Project target = server.project("acme/commands");
    var push = new Push();
    for (int i = 0; i < COMMANDS / 80; i++) {
      push.create(tip, "refs/heads/branch-" + i);
    }
    HttpResponse<String> answer = push.with(server, source, tip).send(client, "acme/commands");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("there are too many commands in one push\n");
    assertEmpty(target, tip);
  }

  @Test
  void moreRefsThanTheLimitAreRefused() throws Exception {
    Project target = server.project("acme/refs");
    var push = new Push();
    for (int i = 0; i <= REFS; i++) {
      push.create(tip, "refs/heads/branch-" + i);
    }
    HttpResponse<String> answer = push.with(server, source, tip).send(client, "acme/refs");

    var lines = new ArrayList<>(List.of("unpack ok\n"));
    for (int i = 0; i <= REFS; i++) {
      lines.add("ng refs/heads/branch-" + i + " a repository has at most 5 refs\n");
    }
    assertReport(answer, lines);
    assertThat(Commits.tip(server, target, "refs/heads/branch-0")).isEmpty();
  }

  @Test
  void repositoryThatIsFullOfRefsStillTakesUpdatesAndReplacements() throws Exception {
    Project target = server.project("acme/full");
    try (Repository repository = server.open(target)) {
      for (int i = 0; i < REFS; i++) {
        Commits.commit(repository, "refs/heads/branch-" + i, new byte[] {(byte) i});
      }
    }
    ObjectId old = Commits.tip(server, target, "refs/heads/branch-0").orElseThrow();
    ObjectId other = Commits.tip(server, target, "refs/heads/branch-1").orElseThrow();
    String answer =
        new Push()
            .command(old, ObjectId.zeroId(), "refs/heads/branch-0")
            .create(other, "refs/heads/branch-9")
            .with(server, target, other)
            .send(client, "acme/full")
            .body();
    assertThat(answer).contains("ok refs/heads/branch-0", "ok refs/heads/branch-9");

    String refused =
        new Push()
            .create(other, "refs/heads/branch-10")
            .with(server, target, other)
            .send(client, "acme/full")
            .body();
    assertThat(refused).contains("ng refs/heads/branch-10");
  }

  private static void assertPushRefused(String path, String reason, byte[]... contents)
      throws Exception {
    Project target = server.project(path);
    Project made = server.project(path + "-source");
    ObjectId commit = commits(made, contents);
    HttpResponse<String> answer = push(made, commit, path);

    assertReport(
        answer,
        List.of("unpack error " + reason + "\n", "ng refs/heads/main n/a (unpacker error)\n"));
    assertEmpty(target, commit);
  }

  /** The whole answer; Git prints a line of it for each ref, and the reason of a failed unpack. */
  private static void assertReport(HttpResponse<String> answer, List<String> lines) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(PacketLines.of(lines.toArray(new String[0])) + PacketLines.FLUSH);
  }

  private static void assertEmpty(Project target, ObjectId commit) throws Exception {
    try (Repository repository = server.open(target)) {
      assertThat(repository.getRefDatabase().getRefs()).isEmpty();
      assertThat(repository.getObjectDatabase().has(commit)).isFalse();
    }
  }

  /** One commit for each content. */
  private static ObjectId commits(Project project, byte[]... contents) throws Exception {
    ObjectId commit = ObjectId.zeroId();
    try (Repository repository = server.open(project)) {
      for (byte[] content : contents) {
        commit = Commits.commit(repository, "refs/heads/main", content);
      }
    }
    return commit;
  }

  private static HttpResponse<String> push(Project from, ObjectId commit, String to)
      throws Exception {
    return new Push().create(commit, "refs/heads/main").with(server, from, commit).send(client, to);
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
