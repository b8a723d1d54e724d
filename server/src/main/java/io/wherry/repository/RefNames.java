package io.wherry.repository;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Which names that Git allows a ref cannot have here, as refs are files. */
public final class RefNames {
  /** File systems take 255 bytes, of which the lock needs some. */
  private static final int LONGEST_PART = 250;

  /** With the path of the repository it has to be a path. */
  private static final int LONGEST = 2000;

  private RefNames() {}

  /** What is wrong with a name, for a sentence about it. */
  public static Optional<String> fault(String name) {
    // JGit checks the last part only, does not see what lies in such a directory, and takes the
    // directory for the lock of another ref.
    if (name.contains(".lock/")) {
      return Optional.of("a part of the name ends with .lock");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return Optional.of("the name is longer than " + LONGEST + " bytes");
    }
    return Arrays.stream(name.split("/"))
        .filter(part -> part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART)
        .findFirst()
        .map(part -> "a part of the name is longer than " + LONGEST_PART + " bytes");
  }
}
