package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a data directory holds what belongs there and nothing else. */
record Tidiness(JarServer server) {
  /** Relative to the data directory. */
  private static final Pattern BELONGS =
      Pattern.compile(
          "wherry\\.sqlite(-wal|-shm)?|server\\.lock|instance\\.key|initial_root_password"
              + "|scratch/[^/]+(\\.lock|/.*)"
              + ("|repositories/HH/HH/[0-9]+\\.git/(HEAD|config|description|packed-refs"
                      + "|refs/.*(?<!\\.lock)|hooks/.*|branches/.*"
                      + "|objects/info/commit-graph|objects/HH/H{38}"
                      + "|objects/pack/pack-H{40}\\.(pack|idx|bitmap))")
                  .replace("H", "[0-9a-f]")
                  .replace("[0-9a-f]EAD", "HEAD"));

  private static final Pattern PACK = Pattern.compile("(.*/pack-[0-9a-f]{40})\\.pack");

  /**
   * Waits until nothing is left of what a killed process was doing; what the running one is just
   * doing goes away by itself.
   */
  void await() throws IOException {
    List<String> first = strangers();
    server.program().await("these are gone: " + first, () -> strangers().isEmpty());
  }

  /** There is no repository without its project. */
  void assertProjectsOnly() throws IOException {
    assertThat(repositories()).isEqualTo(projects());
  }

  boolean hasNoRepository() {
    try {
      return repositories().isEmpty();
    } catch (IOException | UncheckedIOException e) {
      // One went away while it was listed.
      return false;
    }
  }

  /** Files that nobody needs. */
  private List<String> strangers() {
    List<String> all = files();
    var strangers = new ArrayList<String>();
    all.stream().filter(file -> !BELONGS.matcher(file).matches()).forEach(strangers::add);
    all.stream().filter(file -> lacksIndex(file, all)).forEach(strangers::add);
    // The running server's own: one directory with its lock.
    List<String> rooms =
        all.stream()
            .filter(file -> file.startsWith("scratch/"))
            .map(file -> file.split("/", -1)[1].replace(".lock", ""))
            .distinct()
            .toList();
    if (rooms.size() > 1) {
      strangers.addAll(rooms);
    }
    return strangers;
  }

  private static boolean lacksIndex(String file, List<String> all) {
    var pack = PACK.matcher(file);
    return pack.matches() && !all.contains(pack.group(1) + ".idx");
  }

  private List<String> files() {
    try (Stream<Path> files = Files.walk(server.data())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> server.data().relativize(file).toString())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      // A file went away between being listed and being looked at: look again later.
      return List.of("in motion");
    }
  }

  private Set<Long> repositories() throws IOException {
    try (Stream<Path> homes = Files.walk(server.data().resolve("repositories"), 3)) {
      return homes
          .map(home -> String.valueOf(home.getFileName()))
          .filter(name -> name.endsWith(".git"))
          .map(name -> Long.valueOf(name.replace(".git", "")))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Set<Long> projects() throws IOException {
    var ids = new TreeSet<Long>();
    for (JsonNode project : server.json("project", "list")) {
      ids.add(project.get("id").asLong());
    }
    return ids;
  }

  /**
   * A repository is whole. Git may look at a pack that a repack takes away; a fault stays, so it
   * may look twice.
   */
  static void assertSound(Client client, Path repository) throws IOException {
    String directory = repository.toString();
    assertSound(() -> client.tryGit("--git-dir", directory, "fsck", "--strict", "--full"));
  }

  /** The same by another way to look. */
  static void assertSound(Fsck fsck) throws IOException {
    Outcome checked = fsck.run();
    if (isFaulty(checked)) {
      checked = fsck.run();
    }
    assertThat(isFaulty(checked)).as(checked.toString()).isFalse();
  }

  /** What has Git look into a repository. */
  @FunctionalInterface
  interface Fsck {
    Outcome run() throws IOException;
  }

  private static boolean isFaulty(Outcome checked) {
    String said = checked.out() + checked.err();
    return checked.code() != 0 || said.contains("missing") || said.contains("broken");
  }
}
