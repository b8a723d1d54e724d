package io.wherry.e2e;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Fetch requests that name many objects, compressed. */
record ManyNames(boolean version2, String want) {
  private static final int LINE_BYTES = 50;
  private static final int LAST_OF_HASH = "0032have 0123456701234567".length() - 1;
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  /** Inflated the file holds about as many bytes, all of them in lines of what the client has. */
  Path haves(Path file, long bytes) throws IOException {
    return version2
        ? write(file, "0011command=fetch0001" + wanting(), "have", "0000", bytes)
        : write(file, wanting() + "0000", "have", "0009done\n", bytes);
  }

  /** The same with what it wants, none of which is there. */
  Path wants(Path file, long bytes) throws IOException {
    return version2
        ? write(file, "0011command=fetch0001", "want", "0009done\n0000", bytes)
        : write(file, wanting(), "want", "00000009done\n", bytes);
  }

  private String wanting() {
    return "0032want " + want + "\n";
  }

  private static Path write(Path file, String begin, String what, String end, long bytes)
      throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.write(begin.getBytes(StandardCharsets.US_ASCII));
      byte[] line =
          ("0032" + what + " " + "0".repeat(40) + "\n").getBytes(StandardCharsets.US_ASCII);
      for (long i = 1; i <= bytes / LINE_BYTES; i++) {
        number(line, i);
        out.write(line);
      }
      out.write(end.getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  /** Puts a number into the object's name, where JGit takes the hash code from. */
  private static void number(byte[] line, long number) {
    int at = LAST_OF_HASH;
    for (long rest = number; rest > 0; rest >>= 4) {
      line[at--] = (byte) DIGITS[(int) (rest & 0xf)];
    }
  }
}
