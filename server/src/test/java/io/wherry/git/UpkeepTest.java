package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.BitmapIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;

/** Repositories are repacked when enough has come, by a job and by hand, and lose nothing. */
class UpkeepTest {
  private static final int PUSHES = 21;
  private static final int COMMITS = 150;
  private static final int LOOSE_REFS = 1001;
  private static final long PATIENCE_SECONDS = 60;

  @Test
  void manyPushesAreRepackedIntoOnePackWithABitmap() throws Exception {
    try (var server = TestServer.start()) {
      Project project = server.project("app");
      Path packs;
      try (Repository repository = server.open(project)) {
        packs = repository.getDirectory().toPath().resolve("objects/pack");
      }
      ObjectId tip = pushOften(server, project);
      awaitFile(packs, ".bitmap");
      try (Repository repository = server.open(project)) {
        assertThat(repository.resolve("refs/heads/main")).isEqualTo(tip);
        assertThat(repository.open(tip).getType()).isPositive();
      }
      assertThat(names(packs)).filteredOn(name -> name.endsWith(".bitmap")).hasSize(1);
    }
  }

  @Test
  void maintenanceByHandWritesBitmapPackedRefsAndCommitGraph() throws Exception {
    try (var server = TestServer.start()) {
      Project project = server.project("app", Visibility.PRIVATE);
      Commits.fill(server, project);
      server.projectDesk().maintain(project);
      try (Repository repository = server.open(project)) {
        Path home = repository.getDirectory().toPath();
        assertThat(names(home.resolve("objects/pack"))).anyMatch(name -> name.endsWith(".bitmap"));
        assertThat(home.resolve("objects/info/commit-graph")).exists();
        assertThat(home.resolve("packed-refs")).exists();
      }
    }
  }

  /** Each list of refs would look at every one of them. */
  @Test
  void manyLooseRefsAreBroughtIntoOneFile() throws Exception {
    try (var server = TestServer.start()) {
      Project project = server.project("app");
      Project source = server.project("source");
      ObjectId tip = Commits.fill(server, source);
      var push = new Push().with(server, source, tip);
      for (int i = 0; i < LOOSE_REFS; i++) {
        push.command(ObjectId.zeroId(), tip, "refs/heads/branch-" + i);
      }
      Path home;
      try (Repository repository = server.open(project)) {
        home = repository.getDirectory().toPath();
      }
      push.send(new GitClient(server), "app.git");
      awaitFile(home, "packed-refs");
      try (Repository repository = server.open(project)) {
        assertThat(repository.getRefDatabase().getRefsByPrefix("refs/heads/")).hasSize(LOOSE_REFS);
      }
    }
  }

  @Test
  void theNewestCommitsHaveABitmapEach() throws Exception {
    try (var server = TestServer.start()) {
      Project project = server.project("app", Visibility.PRIVATE);
      List<ObjectId> commits = new ArrayList<>();
      for (int i = 0; i < COMMITS; i++) {
        commits.add(Commits.fill(server, project));
      }
      server.projectDesk().maintain(project);
      try (Repository repository = server.open(project);
          ObjectReader reader = repository.newObjectReader()) {
        BitmapIndex bitmaps = reader.getBitmapIndex();
        assertThat(commits).allMatch(commit -> bitmaps.getBitmap(commit) != null);
      }
    }
  }

  private static ObjectId pushOften(TestServer server, Project project) throws Exception {
    var client = new GitClient(server);
    Project source = server.project("source");
    ObjectId tip = ObjectId.zeroId();
    for (int i = 0; i < PUSHES; i++) {
      ObjectId next = Commits.fill(server, source);
      new Push()
          .command(tip, next, "refs/heads/main")
          .with(server, source, next)
          .send(client, project.path() + ".git");
      tip = next;
    }
    return tip;
  }

  private static void awaitFile(Path directory, String ending) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try (var watcher = FileSystems.getDefault().newWatchService()) {
      directory.register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
      while (names(directory).stream().noneMatch(name -> name.endsWith(ending))) {
        long left = deadline - System.nanoTime();
        assertThat(left).as("no file %s in time", ending).isPositive();
        var key = watcher.poll(left, TimeUnit.NANOSECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
