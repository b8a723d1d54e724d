package io.wherry.store.disk;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The file with the key under which secrets are hashed: 64 hexadecimal digits, readable by the
 * owner only.
 */
public record InstanceKeyFile(Path file) {
  private static final int BYTES = 32;

  /** Empty where the file is missing. Throws {@code INVALID} for anything but a key in it. */
  public Optional<SecretKey> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    if (!text.matches("[0-9a-fA-F]{" + 2 * BYTES + "}")) {
      throw new ProblemException(
          Problem.INVALID, file + " is no instance key: " + 2 * BYTES + " hexadecimal digits");
    }
    return Optional.of(key(HexFormat.of().parseHex(text)));
  }

  /** Makes a new key. It is on the disk when this returns. */
  public SecretKey create(SecureRandom random) throws IOException {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    DurableFiles.writePrivately(file, HexFormat.of().formatHex(bytes) + "\n");
    return key(bytes);
  }

  private static SecretKey key(byte[] bytes) {
    return new SecretKeySpec(bytes, "HmacSHA256");
  }
}
