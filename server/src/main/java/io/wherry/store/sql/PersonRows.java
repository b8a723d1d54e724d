package io.wherry.store.sql;

import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on the table {@code person}. */
final class PersonRows {
  /** The columns of a person beside those of another table. */
  static final String COLUMNS =
      "p.id as user_id, p.name as username, p.display_name, p.email, p.administrator, p.blocked,"
          + " p.created_at as user_created_at";

  private PersonRows() {}

  static Optional<User> find(Handle handle, long id) {
    return handle
        .createQuery("select " + COLUMNS + " from person p where p.id = :id")
        .bind("id", id)
        .map((row, context) -> read(row))
        .findOne();
  }

  static Optional<User> findByName(Handle handle, String username) {
    return handle
        .createQuery("select " + COLUMNS + " from person p where p.name = :name collate nocase")
        .bind("name", username)
        .map((row, context) -> read(row))
        .findOne();
  }

  static User require(Handle handle, long id) {
    return find(handle, id)
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "User Not Found"));
  }

  /** Throws {@code CONFLICT} where another person has the username or email. */
  static void refuseTaken(Handle handle, User user) {
    refuse(handle, "name", user.username(), user.id());
    refuse(handle, "email", user.draft().email(), user.id());
  }

  private static void refuse(Handle handle, String column, String value, long id) {
    boolean taken =
        handle
            .createQuery(
                "select exists (select 1 from person where "
                    + column
                    + " = :value collate nocase and id <> :id)")
            .bind("value", value)
            .bind("id", id)
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      String what = column.equals("name") ? "username" : column;
      throw new ProblemException(Problem.CONFLICT, what + " has already been taken");
    }
  }

  static User read(ResultSet row) throws SQLException {
    var draft =
        new UserDraft(
            row.getString("username"),
            row.getString("display_name"),
            row.getString("email"),
            row.getBoolean("administrator"));
    return new User(
        row.getLong("user_id"),
        draft,
        row.getBoolean("blocked"),
        Instant.ofEpochMilli(row.getLong("user_created_at")));
  }
}
