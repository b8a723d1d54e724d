package io.wherry.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a process asked of the operating system, one step after the other, as {@code strace} saw it.
 * A file is forced when the call has come back, everything else is done when it is called.
 *
 * @param file where the tracer writes
 */
record Trace(Path file) {
  private static final String CALLS =
      "fsync,fdatasync,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,unlink,unlinkat"
          + ",write,pwrite64,writev,sendto,sendmsg";

  private static final Pattern LINE = Pattern.compile("^([0-9]+) +(.*)$");
  private static final Pattern FORCE = Pattern.compile("^f(?:data)?sync\\([0-9]+<(.*)>");
  private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. f(?:data)?sync resumed>");
  private static final Pattern RENAME = Pattern.compile("^rename[^\"]*\"(.*)\", [^\"]*\"(.*)\"");
  private static final Pattern LINK = Pattern.compile("^link[^\"]*\"(.*)\", [^\"]*\"(.*)\"");
  private static final Pattern MAKE = Pattern.compile("^mkdir[^\"]*\"(.*)\"");
  private static final Pattern REMOVE = Pattern.compile("^unlink[^\"]*\"(.*)\"");

  /** The program that traces the one whose command line follows. */
  List<String> command() {
    String tracer = Needs.program("strace").toString();
    return List.of(
        tracer,
        "--follow-forks",
        "--decode-fds=path",
        "--string-limit=8192",
        "--trace=" + CALLS,
        "--output=" + file);
  }

  boolean contains(String text) {
    try {
      return read().contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Such as {@code forced refs/heads}, {@code renamed a to b}, {@code linked a to b}, {@code made
   * a}, {@code removed a}; and {@code wrote TEXT} where something was written, to whatever place,
   * with one of the texts.
   *
   * @param names shortens the paths of a step
   */
  List<String> steps(UnaryOperator<String> names, String... texts) throws IOException {
    var forcing = new HashMap<String, String>();
    var steps = new ArrayList<String>();
    for (String line : read().lines().toList()) {
      Matcher parts = LINE.matcher(line);
      if (parts.find()) {
        String step = step(parts.group(2), parts.group(1), forcing, List.of(texts));
        if (!step.isEmpty()) {
          steps.add(names.apply(step));
        }
      }
    }
    return steps;
  }

  private static String step(
      String call, String thread, Map<String, String> forcing, List<String> texts) {
    Matcher force = FORCE.matcher(call);
    if (force.find()) {
      String step = "forced " + force.group(1);
      if (call.endsWith("<unfinished ...>")) {
        forcing.put(thread, step);
        return "";
      }
      return call.endsWith(" = 0") ? step : "";
    }
    if (RESUMED.matcher(call).find()) {
      String step = forcing.getOrDefault(thread, "");
      return call.endsWith(" = 0") ? step : "";
    }
    return other(call, texts);
  }

  private static String other(String call, List<String> texts) {
    Matcher rename = RENAME.matcher(call);
    if (rename.find()) {
      return "renamed " + rename.group(1) + " to " + rename.group(2);
    }
    Matcher link = LINK.matcher(call);
    if (link.find()) {
      return "linked " + link.group(1) + " to " + link.group(2);
    }
    Matcher make = MAKE.matcher(call);
    if (make.find()) {
      return "made " + make.group(1);
    }
    Matcher remove = REMOVE.matcher(call);
    if (remove.find()) {
      return "removed " + remove.group(1);
    }
    return texts.stream()
        .filter(call::contains)
        .map(text -> "wrote " + text)
        .collect(Collectors.joining());
  }

  private String read() throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
  }
}
