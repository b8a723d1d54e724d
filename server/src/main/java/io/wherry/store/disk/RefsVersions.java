package io.wherry.store.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * Tells by one value whether the refs of a repository are what they were: a digest of their names
 * and values. As long as no file of theirs has changed it is not computed again. Thread-safe.
 */
final class RefsVersions {
  private static final int MOST_KNOWN = 10_000;

  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  /** What the refs' files looked like, and which version they hold. */
  private record Known(String files, String version) {}

  /** Opens a repository; most of the time that is not needed. */
  @FunctionalInterface
  interface Opening {
    Repository open() throws IOException;
  }

  String of(Path directory, Opening opening) throws IOException {
    RefsStamp stamp = RefsStamp.of(directory);
    Known last = known.get(directory);
    if (last != null && last.files().equals(stamp.files())) {
      return last.version();
    }
    String version;
    try (Repository repository = opening.open()) {
      version = digest(repository);
    }
    if (stamp.isReliable()) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(directory, new Known(stamp.files(), version));
    }
    return version;
  }

  void forget(Path directory) {
    known.remove(directory);
  }

  private static String digest(Repository repository) throws IOException {
    MessageDigest digest = sha256();
    for (Ref ref : repository.getRefDatabase().getRefs()) {
      ObjectId id = ref.getObjectId();
      String value = ref.isSymbolic() ? ref.getTarget().getName() : "";
      String line = ref.getName() + " " + (id == null ? "" : id.name()) + " " + value + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
