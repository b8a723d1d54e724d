package io.wherry.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Compresses bodies, also such that become very large again. */
final class Gzip {
  private Gzip() {}

  static byte[] of(List<byte[]> parts) throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      for (byte[] part : parts) {
        gzip.write(part);
      }
    }
    return compressed.toByteArray();
  }
}
