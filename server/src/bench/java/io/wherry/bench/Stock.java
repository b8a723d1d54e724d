package io.wherry.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The same repositories for both sides, made once: bare ones as a careful administrator of {@code
 * git http-backend} keeps them, and a data directory of Wherry into which they were imported. Rows
 * work on copies.
 */
final class Stock {
  /** The repository that was chosen. */
  static final String MAIN = "bench/main.git";

  /** A small one with few refs. */
  static final String TEN = "bench/ten.git";

  /** The same with many. */
  static final String MANY = "bench/many.git";

  /** Empty ones, to push into. */
  static final List<String> EMPTY =
      List.of("bench/empty-1.git", "bench/empty-2.git", "bench/empty-3.git", "bench/empty-4.git");

  private static final int SMALL_OBJECTS = 3000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Launcher launcher;
  private final Tools tools;

  private Stock(Path directory, Launcher launcher, Tools tools) {
    this.directory = directory;
    this.launcher = launcher;
    this.tools = tools;
  }

  /** Makes it, or finds it in the room where an earlier run has made and left it. */
  static Stock prepare(Path room, Launcher launcher, Source source) throws IOException {
    var stock = new Stock(room.resolve("stock"), launcher, launcher.tools());
    if (!Files.exists(stock.tokenFile())) {
      Trees.delete(stock.directory);
      stock.makeRepositories(source);
      stock.importAll();
    }
    return stock;
  }

  /** A copy for one row, whose objects are hard links. */
  Copy copy(Path to) throws IOException {
    Trees.delete(to);
    Trees.link(git(), to.resolve("git"));
    Trees.link(data(), to.resolve("data"));
    JsonNode token = JSON.readTree(tokenFile().toFile());
    var reader = new Peer.Login(token.get("username").asText(), token.get("token").asText());
    return new Copy(to.resolve("git"), to.resolve("data"), reader);
  }

  private void makeRepositories(Source source) throws IOException {
    Path main = git().resolve(MAIN);
    if (source.repository().isPresent()) {
      Files.createDirectories(main.getParent());
      String from = source.repository().get().toAbsolutePath().toString();
      tools.git(directory, "clone", "--quiet", "--bare", "--no-local", from, main.toString());
    } else {
      Generator.generate(tools, main, source.objects());
    }
    Generator.generate(tools, git().resolve(TEN), SMALL_OBJECTS);
    Generator.generate(tools, git().resolve(MANY), SMALL_OBJECTS);
    addBranches(git().resolve(TEN), 10);
    addBranches(git().resolve(MANY), 10_000);
    for (String name : List.of(MAIN, TEN, MANY)) {
      Path repository = git().resolve(name);
      tools.git(repository, "-c", "pack.writeReverseIndex=true", "repack", "-adbq");
      tools.git(repository, "commit-graph", "write", "--reachable");
      tools.git(repository, "pack-refs", "--all");
      HttpBackendPeer.configure(tools, repository);
    }
    for (String name : EMPTY) {
      Path repository = Files.createDirectories(git().resolve(name));
      tools.git(repository, "init", "--quiet", "--bare");
      HttpBackendPeer.configure(tools, repository);
    }
  }

  /** Replaces all refs by so many branches. */
  private void addBranches(Path repository, int count) throws IOException {
    var commits = tools.git(repository, "rev-list", "--max-count=500", "main").lines().toList();
    var commands = new StringBuilder();
    for (String ref :
        tools.git(repository, "for-each-ref", "--format=%(refname)").lines().toList()) {
      if (!ref.equals("refs/heads/main")) {
        commands.append("delete ").append(ref).append('\n');
      }
    }
    for (int i = 1; i < count; i++) {
      String commit = commits.get(i % commits.size());
      commands.append("create refs/heads/topic/" + i + " " + commit + "\n");
    }
    Path input = Files.writeString(directory.resolve("refs"), commands);
    tools.gitReading(input, repository, "update-ref", "--stdin");
    Files.delete(input);
  }

  private void importAll() throws IOException {
    Files.createDirectories(data());
    for (String name : List.of(MAIN, TEN, MANY)) {
      String from = git().resolve(name).toString();
      launcher.json(data(), "project", "import", project(name), from, "--parents");
    }
    for (String name : EMPTY) {
      launcher.json(data(), "project", "create", project(name));
    }
    JsonNode token =
        launcher.json(
            data(), "token", "create", "--group=bench", "--name=bench", "--scopes=read_repository");
    JSON.writeValue(tokenFile().toFile(), token);
  }

  private static String project(String repository) {
    return repository.replaceAll("\\.git$", "");
  }

  private Path git() {
    return directory.resolve("git");
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path tokenFile() {
    return directory.resolve("token.json");
  }

  /** What to measure on: somebody's repository, or a generated one of about so many objects. */
  record Source(Optional<Path> repository, int objects) {}

  /** Both sides' files and who may read. */
  record Copy(Path git, Path data, Peer.Login reader) {}
}
