package io.wherry.store.sql;

import io.wherry.secret.SecretDigest;
import java.io.IOException;
import java.util.Optional;

/** Which key the hashes in the rows were made with. */
public final class SqlInstanceKey {
  private final SqlDatabase database;

  public SqlInstanceKey(SqlDatabase database) {
    this.database = database;
  }

  /** Something that may read and write files. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Does work that no two processes may do at once. It may call the other methods. */
  public <T> T exclusively(Work<T> work) throws IOException {
    return database.write(handle -> work.run());
  }

  /** Empty in a new database. */
  public Optional<SecretDigest> fingerprint() {
    return database.read(
        handle ->
            handle
                .createQuery("select fingerprint from instance_key")
                .map((row, context) -> new SecretDigest(row.getBytes("fingerprint")))
                .findOne());
  }

  /** Keeps the fingerprint of a new key, unless one is kept already. */
  public void keep(SecretDigest fingerprint) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    "insert into instance_key (fingerprint)"
                        + " select :fingerprint where not exists (select 1 from instance_key)")
                .bind("fingerprint", fingerprint.bytes())
                .execute());
  }
}
