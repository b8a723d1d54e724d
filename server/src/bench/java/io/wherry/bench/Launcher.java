package io.wherry.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The packaged server as it is started. */
record Launcher(Path program, String javaOptions, Tools tools) {
  private static final String CACHE_KEY = "git.answer_cache";
  private static final String CACHE_VARIABLE = "WHERRY_GIT_ANSWER_CACHE";
  private static final ObjectMapper JSON = new ObjectMapper();

  ProcessBuilder command(String... arguments) {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = tools.builder(tools.home(), command);
    builder.environment().put("WHERRY_JAVA_OPTIONS", javaOptions);
    return builder;
  }

  /** Runs an administrative command on a data directory; the document that it prints. */
  JsonNode json(Path data, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString(), "--json"));
    return JSON.readTree(tools.run(tools.home(), command));
  }

  /** What switches the cache of answers off, where the server has one. */
  Map<String, String> withoutAnswerCache() throws IOException {
    return hasAnswerCache() ? Map.of(CACHE_VARIABLE, "0") : Map.of();
  }

  private boolean hasAnswerCache() throws IOException {
    try (var jar = new ZipFile(program.resolveSibling("wherry.jar").toFile())) {
      ZipEntry settings = jar.getEntry("io/wherry/Setting.class");
      try (InputStream in = jar.getInputStream(settings)) {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(CACHE_KEY);
      }
    }
  }
}
