package io.wherry.store.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the files that hold the refs of a repository look like from outside.
 *
 * @param files a digest of path, size, time of the last change and file key of each
 * @param isReliable whether any change from now on makes another stamp
 */
record RefsStamp(String files, boolean isReliable) {
  /** File systems tell times apart that are this far from each other. */
  private static final long COARSEST_NANOS = TimeUnit.SECONDS.toNanos(2);

  static RefsStamp of(Path repository) throws IOException {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    var looking = new Looking();
    for (String name : List.of("HEAD", "packed-refs", "refs")) {
      Files.walkFileTree(repository.resolve(name), looking);
    }
    String files = HexFormat.of().formatHex(looking.files.digest());
    return new RefsStamp(files, looking.youngest < now - COARSEST_NANOS);
  }

  private static final class Looking extends SimpleFileVisitor<Path> {
    private final MessageDigest files = RefsVersions.sha256();
    private long youngest;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return visitFile(directory, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      long changed = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      youngest = Math.max(youngest, changed);
      String seen = file + " " + attributes.size() + " " + changed + " " + attributes.fileKey();
      files.update((seen + "\n").getBytes(StandardCharsets.UTF_8));
      return FileVisitResult.CONTINUE;
    }

    /** What goes away meanwhile changes the directory it was in. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      if (e != null && !(e instanceof NoSuchFileException)) {
        throw e;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
