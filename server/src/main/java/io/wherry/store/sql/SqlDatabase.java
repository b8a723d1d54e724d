package io.wherry.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * The rows of the server: one SQLite file that several processes may have open at once.
 *
 * <p>A write is one transaction on the one writing connection; when it returns, the operating
 * system has synced it to the disk. Reads run beside it and see what was last committed, by
 * whichever process. Thread-safe.
 */
public final class SqlDatabase implements AutoCloseable {
  private static final int READERS = 9;
  private static final int BUSY_TIMEOUT_MILLIS = 30_000;

  private final HikariDataSource writer;
  private final HikariDataSource readers;
  private final Jdbi writing;
  private final Jdbi reading;
  private final UnchangedRows unchanged;

  private SqlDatabase(HikariDataSource writer, HikariDataSource readers) throws SQLException {
    this.writer = writer;
    this.readers = readers;
    this.writing = jdbi(writer);
    this.reading = jdbi(readers);
    this.unchanged = new UnchangedRows(readers);
  }

  /**
   * Opens or creates the file and brings its tables up to date. Throws {@link StoreException} where
   * that fails. SQLite's native library is unpacked into the scratch directory, which must exist;
   * left to itself it would stay in the system's for good.
   */
  public static SqlDatabase open(Path file, Path scratch) {
    System.setProperty("org.sqlite.tmpdir", scratch.toString());
    try {
      HikariDataSource writer = pool(file, "writer", 1);
      bringUpToDate(writer);
      return new SqlDatabase(writer, pool(file, "readers", READERS));
    } catch (PoolInitializationException | FlywayException e) {
      throw new StoreException(e);
    } catch (SQLException e) {
      throw new StoreException(new IllegalStateException(e));
    }
  }

  /** No statement has names in angle brackets, which JDBI would replace. */
  private static Jdbi jdbi(DataSource source) {
    return Jdbi.create(source)
        .configure(SqlStatements.class, with -> with.setTemplateEngine(TemplateEngine.NOP));
  }

  private static void bringUpToDate(HikariDataSource writer) throws SQLException {
    boolean done = false;
    try {
      Schema.bringUpToDate(writer);
      done = true;
    } finally {
      if (!done) {
        writer.close();
      }
    }
  }

  private static HikariDataSource pool(Path file, String name, int connections) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("foreign_keys", "true");
    config.addDataSourceProperty("busy_timeout", BUSY_TIMEOUT_MILLIS);
    // Taking the lock at the beginning lets a transaction read and then write what it decided.
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    return new HikariDataSource(config);
  }

  <T> T read(HandleCallback<T, RuntimeException> work) {
    try {
      return reading.withHandle(work);
    } catch (JdbiException e) {
      throw new StoreException(e);
    }
  }

  /**
   * The same as {@link #read} for what every request asks for: read again only after a commit,
   * whoever made it.
   *
   * @param key what is asked for; equal keys stand for equal work
   */
  <T> Optional<T> readIfChanged(Object key, HandleCallback<Optional<T>, RuntimeException> work) {
    return unchanged.find(key, () -> read(work));
  }

  <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
    try {
      return writing.inTransaction(work);
    } catch (JdbiException e) {
      throw new StoreException(e);
    }
  }

  /** For a library that writes its own statements. */
  DataSource writer() {
    return writer;
  }

  /** The next id of one kind; it is used up even if nothing comes of it. */
  long nextId(String sequence) {
    return write(
        handle ->
            handle
                .createQuery(
                    "update sequence set last = last + 1 where name = :name returning last")
                .bind("name", sequence)
                .mapTo(Long.class)
                .one());
  }

  @Override
  public void close() {
    unchanged.close();
    readers.close();
    writer.close();
  }
}
