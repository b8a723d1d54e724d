package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.e2e.CrashPush.Kind;
import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk without room: who wants to write is told so, who reads is served, nothing is lost; and
 * with room again everything goes on without a restart.
 */
final class FullDiskIT {
  private static final int PAGE = 4096;
  private static final int MEGABYTE = 1 << 20;
  private static final int DISK_MEGABYTES = 64;
  private static final String PATH = "full/disk";
  private static final String SENTENCE = "the server cannot write to its disk, which may be full";

  private SmallDisk disk;
  private JarServer server;
  private Path repository;
  private Client author;

  @BeforeEach
  void pushSomething(@TempDir Path room) throws IOException {
    Needs.program("git");
    disk = SmallDisk.mount(room.resolve("data"), DISK_MEGABYTES);
    server = JarServer.in(disk.place(), Jar.standard().startedBy(disk.wrapper()));
    long id = server.project(PATH);
    try (Stream<Path> homes = Files.walk(disk.seen().resolve("repositories"), 3)) {
      repository = homes.filter(home -> home.endsWith(id + ".git")).findFirst().orElseThrow();
    }
    Client client = Client.in(room);
    client.git("init", "--quiet", "--initial-branch=main", "author");
    author = client.at("author");
    author.commit("small.txt", "first\n");
    author.git("push", "--quiet", url(), "main");
  }

  @AfterEach
  void unmount() throws IOException {
    server.close();
    disk.close();
  }

  @Test
  void largePushIsRefusedAndWorksWhenThereIsRoom() throws IOException {
    Map<String, String> before = author.refs(url());
    List<String> files = files();
    disk.leave(2 * MEGABYTE);
    commit(8 * MEGABYTE);
    assertRefused(author.tryGit("push", url(), "main"));
    assertThat(author.refs(url())).isEqualTo(before);
    assertThat(files()).isEqualTo(files);
    disk.leave(0);
    author.git("clone", "--quiet", url(), "copy");
    author.at("copy").git("fsck", "--strict");
    assertRefused(author.tryGit("push", url(), "main"));
    disk.empty();
    author.git("push", "--quiet", url(), "main");
    assertThat(author.refs(url()))
        .containsEntry("refs/heads/main", author.git("rev-parse", "main"));
    assertSound();
  }

  /** Somewhere between none and enough each of the files that a push writes is the one too much. */
  @Test
  void pushIsRefusedOrDoneHoweverLittleRoomThereIs() throws IOException {
    Map<String, String> now = author.refs(url());
    int refused = 0;
    int done = 0;
    for (int pages = 0; pages <= 8; pages++) {
      for (Kind kind : List.of(Kind.SEVERAL_REFS, Kind.DELETION, Kind.ATOMIC)) {
        CrashPush push = CrashPush.next(author, kind, 10 * pages, now);
        disk.leave(pages * PAGE);
        Outcome outcome = author.tryGit(push.commandTo(url()).toArray(String[]::new));
        now = author.refs(url());
        push.assertKept(outcome, now);
        if (outcome.code() == 0) {
          done++;
        } else {
          refused++;
          assertRefused(outcome);
        }
      }
    }
    assertThat(refused).isPositive();
    assertThat(done).isPositive();
    disk.empty();
    CrashPush last = CrashPush.next(author, Kind.ATOMIC, 1, now);
    author.git(last.commandTo(url()).toArray(String[]::new));
    assertThat(author.refs(url())).isEqualTo(last.after());
    assertSound();
    server.program().await("nothing half-done is left", this::isTidy);
  }

  @Test
  void tokensWorkAndTheirLastUseIsWrittenLater() throws IOException {
    Token token = server.token("--project", PATH);
    disk.leave(0);
    author.git("clone", "--quiet", server.url(token, PATH + ".git"), "copy");
    server.program().await("a write has failed", () -> server.log().contains("last used"));
    Outcome failed = server.run("token", "list", "--project", PATH).ended(1);
    assertNoRoom(failed);
    disk.empty();
    server.program().await("the use is written", () -> isUsed(token));
  }

  @Test
  void repackThatFindsNoRoomIsTriedAgain() throws IOException {
    commit(12 * MEGABYTE);
    // For the pack of the push, and for no second one.
    disk.leave(16 * MEGABYTE);
    author.git("push", "--quiet", url(), "main");
    List<String> before = packs();
    server.program().await("a repack has failed", () -> server.log().contains("cannot repack"));
    server.program().await("it has ended", () -> !isThere("gc.pid"));
    assertThat(packs()).isEqualTo(before);
    author.git("clone", "--quiet", url(), "copy");
    author.at("copy").git("fsck", "--strict");
    disk.empty();
    server.program().await("it has been repacked", () -> isThere("objects/info/commit-graph"));
    server
        .program()
        .await("that has ended", () -> !isThere("gc.pid") && !isThere("objects/pack/preserved"));
    assertThat(packs()).hasSize(3).anyMatch(name -> name.endsWith(".bitmap"));
    assertSound();
  }

  @Test
  void importThatFindsNoRoomLeavesNothing() throws IOException {
    commit(8 * MEGABYTE);
    disk.leave(6 * MEGABYTE);
    List<String> before = allFiles();
    Outcome failed =
        server.run("project", "import", "full/import", author.directory().toString()).ended(1);
    assertThat(failed.err()).startsWith("wherry: ").contains("No space left").hasLineCount(1);
    assertThat(allFiles()).isEqualTo(before);
  }

  @Test
  void startWithoutRoomSaysSo() throws IOException {
    server.kill();
    // What the killed one left goes first, and may be all the room that is needed.
    Files.write(repository.resolve("objects/incoming_1.pack"), new byte[5 * MEGABYTE]);
    disk.leave(0);
    server.restart();
    server.stop().ended(0);
    disk.leave(0);
    assertNoRoom(server.run("serve", "--listen", "127.0.0.1:0").ended(1));
    disk.empty();
    server.restart();
    author.git("clone", "--quiet", url(), "copy");
  }

  /** Git follows the path to where the disk is not mounted, so it has to look from inside. */
  private void assertSound() throws IOException {
    var command = disk.wrapper();
    Path inside = disk.place().resolve(disk.seen().relativize(repository));
    command.addAll(List.of("git", "--git-dir", inside.toString(), "fsck", "--strict", "--full"));
    Tidiness.assertSound(() -> author.run(command));
  }

  private static void assertRefused(Outcome push) {
    assertThat(push.failure().err())
        .contains(SENTENCE)
        .doesNotContain("/data", "Exception", "No space", "repositories", "lock error");
  }

  private void assertNoRoom(Outcome outcome) {
    assertThat(outcome.err())
        .isEqualTo("wherry: there is no room left on the disk of " + disk.place() + "\n");
  }

  private void commit(int bytes) throws IOException {
    var noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    Files.write(author.file("noise.bin"), noise);
    author.git("add", "noise.bin");
    author.commit("small.txt", bytes + "\n");
  }

  private List<String> packs() throws IOException {
    return files().stream().filter(name -> name.contains("pack-")).toList();
  }

  private List<String> files() throws IOException {
    return files(repository);
  }

  private List<String> allFiles() throws IOException {
    return files(disk.seen());
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    } catch (UncheckedIOException e) {
      // A repack took one away between being listed and being looked at.
      return files(root);
    }
  }

  private boolean isTidy() {
    try {
      return files().stream()
          .noneMatch(file -> file.contains(".lock") || file.contains("incoming"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isThere(String file) {
    return Files.exists(repository.resolve(file));
  }

  private boolean isUsed(Token token) {
    try {
      JsonNode tokens = server.json("token", "list", "--project", PATH);
      return tokens.findValuesAsText("username").equals(List.of(token.username()))
          && tokens.get(0).hasNonNull("last_used_at");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String url() {
    return server.rootUrl(PATH + ".git");
  }
}
