package io.wherry.e2e;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The jar that is delivered, under some Java and with some environment variables. */
record Jar(Path java, Map<String, String> environment, List<String> options, List<String> wrapper) {
  /** Root's personal token, unless the environment says otherwise. */
  static final String ROOT_TOKEN = "root-token-of-the-tests";

  private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A command is over before the better compiler pays. */
  static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final byte[] NOTHING = {};

  Jar {
    environment = Map.copyOf(environment);
    options = List.copyOf(options);
    wrapper = List.copyOf(wrapper);
  }

  /** Under the Java that runs the tests; root has a token. */
  static Jar standard() {
    var environment =
        Map.of("WHERRY_ROOT_TOKEN", ROOT_TOKEN, "WHERRY_ROOT_PASSWORD", "root's password");
    return new Jar(THIS_JAVA, environment, List.of(), List.of());
  }

  /** Without any variable. */
  static Jar bare() {
    return new Jar(THIS_JAVA, Map.of(), List.of(), List.of());
  }

  Jar under(Path otherJava) {
    return new Jar(otherJava, environment, options, wrapper);
  }

  Jar with(String variable, String value) {
    var changed = new HashMap<>(environment);
    changed.put(variable, value);
    return new Jar(java, changed, options, wrapper);
  }

  /** With one more option for the Java virtual machine. */
  Jar option(String option) {
    var changed = new ArrayList<>(options);
    changed.add(option);
    return new Jar(java, environment, changed, wrapper);
  }

  /** Started by another program, which is given this one's command line after its own. */
  Jar startedBy(List<String> program) {
    return new Jar(java, environment, options, program);
  }

  /** Starts something that goes on until it is stopped. */
  Program start(Path directory, String... arguments) throws IOException {
    return Program.start(command(options, arguments), directory, environment);
  }

  /** Runs a command to its end. */
  Outcome run(Path directory, String... arguments) throws IOException {
    return startCommand(directory, arguments).end();
  }

  /** The same without waiting for its end. */
  Program startCommand(Path directory, String... arguments) throws IOException {
    return startCommand(NOTHING, directory, arguments);
  }

  /** With something to read. */
  Program startCommand(byte[] input, Path directory, String... arguments) throws IOException {
    return Program.start(command(SHORT_LIVED, arguments), directory, environment, input);
  }

  /** Runs a command on a data directory, and reads the one document that it prints. */
  JsonNode json(Path data, String... arguments) throws IOException {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString(), "--json"));
    String out = run(data, all.toArray(new String[0])).success();
    return JSON.readTree(out);
  }

  private List<String> command(List<String> javaOptions, String... arguments) {
    // A build that runs in the background may ignore SIGINT, and hand that down.
    var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(wrapper);
    command.add(java.toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", jar().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path jar() {
    String place = System.getProperty("wherry.jar");
    if (place == null) {
      throw new IllegalStateException("the system property wherry.jar is missing");
    }
    return Path.of(place);
  }
}
