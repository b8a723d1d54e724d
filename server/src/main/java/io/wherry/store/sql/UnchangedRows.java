package io.wherry.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What was read from the database since anybody last changed it. SQLite tells, at every single
 * look, whether this or another process has committed anything; if so, nothing of it counts any
 * more. Thread-safe.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_data_version">data_version</a>
 */
final class UnchangedRows implements AutoCloseable {
  private static final int MOST = 10_000;

  private final Connection connection;
  private final PreparedStatement version;
  private Rows rows = new Rows(-1, Map.of());

  private record Rows(long version, Map<Object, Optional<?>> found) {}

  UnchangedRows(DataSource source) throws SQLException {
    connection = source.getConnection();
    version = connection.prepareStatement("pragma data_version");
  }

  /** Found before under this key, or now by reading: which must not be older than this call. */
  @SuppressWarnings("unchecked") // a key always stands for the same kind of row
  <T> Optional<T> find(Object key, Supplier<Optional<T>> reading) {
    Map<Object, Optional<?>> found = current();
    Optional<?> known = found.get(key);
    if (known == null) {
      known = reading.get();
      if (found.size() < MOST) {
        found.put(key, known);
      }
    }
    return (Optional<T>) known;
  }

  private synchronized Map<Object, Optional<?>> current() {
    long now = now();
    if (rows.version() != now) {
      rows = new Rows(now, new ConcurrentHashMap<>());
    }
    return rows.found();
  }

  private long now() {
    try (ResultSet row = version.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new StoreException(new IllegalStateException(e));
    }
  }

  @Override
  public synchronized void close() {
    try (Connection closed = connection) {
      version.close();
    } catch (SQLException e) {
      throw new StoreException(new IllegalStateException(e));
    }
  }
}
