package io.wherry.store;

import io.wherry.store.sql.SqlDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.util.FileUtils;

/** A database without rows, made once: thousands of tests need one, and its tables take a while. */
public final class NewDatabase {
  private static final byte[] FILE = make();

  private NewDatabase() {}

  private static byte[] make() {
    try {
      Path room = Files.createTempDirectory("wherry-test-database-");
      try {
        Path file = room.resolve("new.sqlite");
        SqlDatabase.open(file, room).close();
        return Files.readAllBytes(file);
      } finally {
        FileUtils.delete(room.toFile(), FileUtils.RECURSIVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where there is none yet. */
  public static void at(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.write(file, FILE);
    }
  }
}
