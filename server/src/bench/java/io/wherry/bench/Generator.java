package io.wherry.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Makes a bare repository of about as many objects as asked for: small text files in directories,
 * two of which change by a line in every commit. The same number gives the same repository.
 */
final class Generator {
  private static final int OBJECTS_OF_COMMIT = 6;
  private static final int DIRECTORIES = 40;
  private static final int FILES = 25;
  private static final int LINES = 60;
  private static final int TAGS = 10;
  private static final long FIRST_SECOND = 1_600_000_000L;

  private final Random random = new Random(42);
  private final String[][] files = new String[DIRECTORIES * FILES][];

  private Generator() {}

  static void generate(Tools tools, Path repository, int objects) throws IOException {
    Files.createDirectories(repository);
    tools.git(repository, "init", "--quiet", "--bare", "--initial-branch=main");
    Path stream = repository.resolve("stream");
    try (OutputStream out = Files.newOutputStream(stream);
        var buffered = new BufferedOutputStream(out)) {
      new Generator().write(buffered, Math.max(1, objects / OBJECTS_OF_COMMIT));
    }
    tools.gitReading(stream, repository, "fast-import", "--quiet");
    Files.delete(stream);
    tools.git(repository, "repack", "-adfq");
  }

  private void write(OutputStream out, int commits) throws IOException {
    for (int commit = 0; commit < commits; commit++) {
      String who = "Ann <ann@example.com> " + (FIRST_SECOND + 3600L * commit) + " +0000\n";
      line(out, "commit refs/heads/main\nmark :" + (commit + 1) + "\ncommitter " + who);
      data(out, "Change " + commit + "\n\n" + words(12) + "\n");
      for (int change = 0; change < 2; change++) {
        int number = random.nextInt(files.length);
        line(out, "M 644 inline d" + number % DIRECTORIES + "/f" + number / DIRECTORIES + ".txt\n");
        data(out, changed(number));
      }
    }
    for (int tag = 1; tag <= TAGS; tag++) {
      int mark = Math.max(1, commits * tag / TAGS);
      line(out, "reset refs/tags/v" + tag + "\nfrom :" + mark + "\n\n");
    }
  }

  /** The file with another line, or the whole of a new one. */
  private String changed(int number) {
    if (files[number] == null) {
      files[number] = new String[LINES];
      for (int i = 0; i < LINES; i++) {
        files[number][i] = words(8);
      }
    }
    files[number][random.nextInt(LINES)] = words(8);
    return String.join("\n", files[number]) + "\n";
  }

  private String words(int count) {
    var words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(Integer.toString(random.nextInt(1 << 20), 36)).append(' ');
    }
    return words.toString().stripTrailing();
  }

  private static void data(OutputStream out, String text) throws IOException {
    line(out, "data " + text.getBytes(StandardCharsets.UTF_8).length + "\n" + text + "\n");
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
