package io.wherry;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.SecretDigest;
import io.wherry.secret.TokenSecret;
import io.wherry.store.disk.DataDirectory;
import io.wherry.store.disk.InstanceKeyFile;
import io.wherry.store.sql.SqlDatabase;
import io.wherry.store.sql.SqlInstanceKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Finds the key under which secrets are hashed, or makes it at the first start. */
final class InstanceKey {
  static final String VARIABLE = "WHERRY_INSTANCE_KEY_FILE";

  /** What is hashed to tell one key from another; it is no token's secret. */
  private static final String FINGERPRINT = "\0the instance key's fingerprint";

  private InstanceKey() {}

  static SecretKey of(
      DataDirectory directory, Map<String, String> environment, SqlDatabase database)
      throws IOException {
    var file =
        new InstanceKeyFile(
            Environment.value(environment, VARIABLE).map(Path::of).orElse(directory.instanceKey()));
    var rows = new SqlInstanceKey(database);
    // Two first starts at the same moment would make two keys, of which the rows know only one.
    return rows.exclusively(() -> findOrMake(directory, file, rows));
  }

  private static SecretKey findOrMake(
      DataDirectory directory, InstanceKeyFile file, SqlInstanceKey rows) throws IOException {
    Optional<SecretKey> found = file.read();
    Optional<SecretDigest> expected = rows.fingerprint();
    if (found.isEmpty() && expected.isPresent()) {
      throw new ProblemException(
          Problem.NOT_FOUND,
          "the instance key is missing: put the file "
              + file.file()
              + " back from the backup that "
              + directory.database()
              + " belongs to; without it no token can be recognised");
    }
    SecretKey key = found.isPresent() ? found.get() : file.create(new SecureRandom());
    SecretDigest fingerprint = TokenSecret.presented(FINGERPRINT).digest(key);
    if (expected.isPresent() && !expected.get().equals(fingerprint)) {
      throw new ProblemException(
          Problem.INVALID,
          file.file()
              + " is not the key that the secrets in "
              + directory.database()
              + " were hashed with: use the one from the same backup");
    }
    if (expected.isEmpty()) {
      rows.keep(fingerprint);
    }
    return key;
  }
}
