package io.wherry.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables, which numbered files beside this class make and change. */
final class Schema {
  /** The number of the last file. */
  private static final int VERSION = 4;

  private Schema() {}

  /**
   * Does what is missing. Flyway takes a fifth of a second to find that nothing is, so the file
   * itself has the number of what was last done.
   *
   * @see <a href="https://www.sqlite.org/pragma.html#pragma_user_version">user_version</a>
   */
  static void bringUpToDate(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (version(statement) == VERSION) {
        return;
      }
    }
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:io/wherry/store/sql")
        .load()
        .migrate();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("pragma user_version = " + VERSION);
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("pragma user_version")) {
      row.next();
      return row.getInt(1);
    }
  }
}
