package io.wherry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files and connections together this process may have open, and what they are for.
 * Connections must never take them all: a directory of refs that cannot be opened is an empty one
 * to JGit.
 *
 * @param most all of them
 */
record OpenFiles(int most) {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern LIMIT = Pattern.compile("(?m)^Max open files +([0-9]{1,9}) ");

  private static final int PACKS = 1024;
  private static final int OF_A_REQUEST = 3;
  private static final int OF_THE_PROCESS = 256;
  private static final int PART = 4;

  /** As Linux tells it; elsewhere any number. */
  static OpenFiles ofThisProcess() {
    try {
      return in(Files.readString(LIMITS));
    } catch (IOException e) {
      return new OpenFiles(Integer.MAX_VALUE);
    }
  }

  /** By the text of such a file. */
  static OpenFiles in(String limits) {
    Matcher limit = LIMIT.matcher(limits);
    return new OpenFiles(limit.find() ? Integer.parseInt(limit.group(1)) : Integer.MAX_VALUE);
  }

  /** For packs that are kept open. */
  int packs() {
    return Math.min(PACKS, most / PART);
  }

  /** For connections, each with a request that is worked on, of which there are so many at most. */
  int connections(int requests) {
    int left = most - packs() - Math.min(OF_THE_PROCESS, most / PART);
    return Math.max(left - OF_A_REQUEST * requests, left / (1 + OF_A_REQUEST));
  }
}
