package io.wherry.store.sql;

import io.wherry.account.Accounts;
import io.wherry.account.User;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.PasswordHash;
import io.wherry.secret.SecretDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** People and their personal tokens as rows. */
public final class SqlAccounts implements Accounts {
  private final SqlDatabase database;

  private record BySecret(SecretDigest secret) {}

  public SqlAccounts(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<User> findByName(String name) {
    return database.read(handle -> find(handle, name));
  }

  @Override
  public Optional<User> findBySecret(SecretDigest secret) {
    return database.readIfChanged(
        new BySecret(secret),
        handle ->
            handle
                .createQuery(
                    "select p.* from person p join personal_token t on t.person_id = p.id"
                        + " where t.secret = :secret")
                .bind("secret", secret.bytes())
                .map(SqlAccounts::read)
                .findOne());
  }

  @Override
  public User insert(String name, boolean administrator, PasswordHash password) {
    long id = database.nextId("person");
    return database.write(
        handle -> {
          if (find(handle, name).isPresent()) {
            throw new ProblemException(Problem.CONFLICT, "the name " + name + " is taken");
          }
          handle
              .createUpdate(
                  "insert into person (id, name, administrator, password)"
                      + " values (:id, :name, :administrator, :password)")
              .bind("id", id)
              .bind("name", name)
              .bind("administrator", administrator)
              .bind("password", password.encoded())
              .execute();
          return new User(id, name, administrator);
        });
  }

  @Override
  public Optional<PasswordHash> passwordOf(long userId) {
    return database.read(
        handle ->
            handle
                .createQuery("select password from person where id = :id")
                .bind("id", userId)
                .map((row, context) -> new PasswordHash(row.getString("password")))
                .findOne());
  }

  @Override
  public void putPersonalToken(long userId, String name, SecretDigest secret) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    "insert into personal_token (person_id, name, secret)"
                        + " values (:person, :name, :secret)"
                        + " on conflict (person_id, name) do update set secret = excluded.secret")
                .bind("person", userId)
                .bind("name", name)
                .bind("secret", secret.bytes())
                .execute());
  }

  private static Optional<User> find(Handle handle, String name) {
    return handle
        .createQuery("select * from person where name = :name")
        .bind("name", name)
        .map(SqlAccounts::read)
        .findOne();
  }

  private static User read(ResultSet row, StatementContext context) throws SQLException {
    return new User(row.getLong("id"), row.getString("name"), row.getBoolean("administrator"));
  }
}
