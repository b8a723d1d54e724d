package io.wherry.store.sql;

import io.wherry.secret.Expiry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends of validity as rows have them: milliseconds, and null for never. */
final class Expiries {
  private Expiries() {}

  static @Nullable Long millis(Expiry expiry) {
    return expiry.isNever() ? null : expiry.instant().toEpochMilli();
  }

  static Expiry read(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Expiry.NEVER : new Expiry(Instant.ofEpochMilli(millis));
  }
}
