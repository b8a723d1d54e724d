package io.wherry.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FileUtils;

/** The delivered jar, serving a temporary data directory on a free port. */
final class JarServer implements AutoCloseable {
  private static final String READY = "Wherry is ready at ";

  private final Path data;
  private final List<String> arguments;
  private Jar jar;
  private Program program;

  private JarServer(Jar jar, Path data, List<String> arguments) throws IOException {
    this.jar = jar;
    this.data = data;
    this.arguments = arguments;
    this.program = startProgram();
  }

  static JarServer start() throws IOException {
    return start(Jar.standard());
  }

  /** With further arguments of {@code serve}. */
  static JarServer start(Jar jar, String... arguments) throws IOException {
    return new JarServer(jar, Files.createTempDirectory("wherry-e2e-data-"), List.of(arguments));
  }

  /** In a directory that is there already, such as one on a disk of its own. */
  static JarServer in(Path data, Jar jar) throws IOException {
    return new JarServer(jar, data, List.of());
  }

  private Program startProgram() throws IOException {
    var all =
        new ArrayList<>(List.of("serve", "--data", data.toString(), "--listen", "127.0.0.1:0"));
    all.addAll(arguments);
    Program started = jar.start(data, all.toArray(new String[0]));
    started.await("the server is ready", () -> started.out().endsWith("\n"));
    return started;
  }

  /** Starts it once more on the same data; the port is another one. */
  void restart() throws IOException {
    program = startProgram();
  }

  /** The same under another environment or Java. */
  void restart(Jar changed) throws IOException {
    jar = changed;
    restart();
  }

  String url() {
    return program.out().strip().replace(READY, "");
  }

  /** Host and port. */
  String address() {
    return URI.create(url()).getAuthority();
  }

  int port() {
    return URI.create(url()).getPort();
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  String url(String path) {
    return url() + "/" + path;
  }

  /** With user information. */
  String url(Token token, String path) {
    return "http://" + token.username() + ":" + token.secret() + "@" + address() + "/" + path;
  }

  /** A line of Git's file of stored credentials, written as Git writes it. */
  String credential(Token token, String path) {
    String pair = token.username().replace("+", "%2b") + ":" + token.secret();
    return "http://" + pair + "@" + address().replace(":", "%3a") + path + "\n";
  }

  /** With root's personal token. */
  String rootUrl(String path) {
    return url(new Token(0, "root", Jar.ROOT_TOKEN), path);
  }

  Path data() {
    return data;
  }

  Program program() {
    return program;
  }

  /** Everything it logged since it was started. */
  String log() {
    return program.err();
  }

  /** Runs an administrative command beside it. */
  JsonNode json(String... command) throws IOException {
    return jar.json(data, command);
  }

  /** Runs an administrative command beside it, which may fail. */
  Outcome run(String... command) throws IOException {
    return startCommand(command).end();
  }

  /** The same without waiting for its end. */
  Program startCommand(String... command) throws IOException {
    return startCommand("", command);
  }

  /** Runs an administrative command with something to read. */
  Outcome runReading(String input, String... command) throws IOException {
    return startCommand(input, command).end();
  }

  private Program startCommand(String input, String... command) throws IOException {
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--data", data.toString()));
    return jar.startCommand(
        input.getBytes(StandardCharsets.UTF_8), data, all.toArray(new String[0]));
  }

  /** Creates a project, and the groups above it that are missing; the project's id. */
  long project(String path, String... more) throws IOException {
    var command = new ArrayList<>(List.of("project", "create", path, "--parents"));
    command.addAll(List.of(more));
    return json(command.toArray(new String[0])).get("id").asLong();
  }

  /** A token of a group or project that may read repositories. */
  Token token(String option, String path) throws IOException {
    JsonNode json =
        json("token", "create", option, path, "--name", "test", "--scopes", "read_repository");
    return new Token(
        json.get("id").asLong(), json.get("username").asText(), json.get("token").asText());
  }

  /** Makes a person, who has no role yet; with the password. */
  Token person(String name) throws IOException {
    String password = "the-password-of-" + name;
    String email = name + "@example.com";
    runReading(password + "\n", "user", "create", name, "--email", email, "--password-stdin")
        .success();
    return new Token(0, name, password);
  }

  /** A personal token of somebody. */
  Token personalToken(Token person, String scopes) throws IOException {
    JsonNode json =
        json("user", "token", "create", person.username(), "--name", "test", "--scopes", scopes);
    return new Token(json.get("id").asLong(), person.username(), json.get("token").asText());
  }

  /** Gives a role in a group or project. */
  void member(String option, String path, Token person, String role) throws IOException {
    run("member", "add", option, path, person.username(), role).success();
  }

  /** Where the repository of a project lies. */
  Path repository(long projectId) throws IOException {
    try (Stream<Path> paths = Files.walk(data.resolve("repositories"))) {
      return paths.filter(path -> path.endsWith(projectId + ".git")).findFirst().orElseThrow();
    }
  }

  /** Stops it with SIGTERM. */
  Outcome stop() {
    program.terminate();
    return program.end();
  }

  /** Ends it with SIGKILL. */
  void kill() {
    program.kill();
    program.end();
  }

  @Override
  public void close() throws IOException {
    if (program.isRunning()) {
      kill();
    }
    FileUtils.delete(data.toFile(), FileUtils.RECURSIVE);
  }

  /** A username with what belongs to it: the secret of a token, or a password. */
  record Token(long id, String username, String secret) {}
}
