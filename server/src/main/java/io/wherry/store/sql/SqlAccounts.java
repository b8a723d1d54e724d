package io.wherry.store.sql;

import io.wherry.account.Accounts;
import io.wherry.account.User;
import io.wherry.audit.AuditEvent;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.PasswordHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** People as rows. */
public final class SqlAccounts implements Accounts {
  private final SqlDatabase database;

  public SqlAccounts(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public long reserveId() {
    return database.nextId("person");
  }

  @Override
  public Optional<User> find(long id) {
    return database.read(handle -> PersonRows.find(handle, id));
  }

  @Override
  public Optional<User> findByName(String username) {
    return database.read(handle -> PersonRows.findByName(handle, username));
  }

  @Override
  public boolean haveAdministrator() {
    return database.read(
        handle ->
            handle
                .createQuery("select exists (select 1 from person where administrator)")
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Page<User> list(String search, PageRequest page) {
    return list(search, List.of("username", "display_name", "email"), page);
  }

  @Override
  public Page<User> listByName(String search, PageRequest page) {
    return list(search, List.of("username", "display_name"), page);
  }

  private Page<User> list(String search, List<String> columns, PageRequest page) {
    String person = "(select " + PersonRows.COLUMNS + " from person p)";
    String found =
        columns.stream().map(Listing::contains).collect(Collectors.joining(" or ", "(", ")"));
    var list = new Listing(person, search.isEmpty() ? "true" : found, "user_id");
    Map<String, Object> values = Map.of("search", Listing.part(search));
    return database.read(
        handle -> list.page(handle, values, page, (row, context) -> PersonRows.read(row)));
  }

  @Override
  public void insert(User user, PasswordHash password, AuditEvent event) {
    database.write(
        handle -> {
          PersonRows.refuseTaken(handle, user);
          handle
              .createUpdate(
                  "insert into person (id, name, display_name, email, administrator, blocked,"
                      + " password, created_at)"
                      + " values (:id, :username, :name, :email, :administrator, :blocked,"
                      + " :password, :created)")
              .bind("id", user.id())
              .bind("username", user.username())
              .bind("name", user.draft().name())
              .bind("email", user.draft().email())
              .bind("administrator", user.administrator())
              .bind("blocked", user.blocked())
              .bind("password", password.encoded())
              .bind("created", user.createdAt().toEpochMilli())
              .execute();
          AuditRows.insert(handle, event);
          return user;
        });
  }

  @Override
  public User update(long id, UnaryOperator<User> change, Function<User, AuditEvent> event) {
    return database.write(
        handle -> {
          User changed = change.apply(PersonRows.require(handle, id));
          PersonRows.refuseTaken(handle, changed);
          handle
              .createUpdate(
                  "update person set name = :username, display_name = :name, email = :email,"
                      + " administrator = :administrator, blocked = :blocked where id = :id")
              .bind("id", id)
              .bind("username", changed.username())
              .bind("name", changed.draft().name())
              .bind("email", changed.draft().email())
              .bind("administrator", changed.administrator())
              .bind("blocked", changed.blocked())
              .execute();
          AuditRows.insert(handle, event.apply(changed));
          return changed;
        });
  }

  @Override
  public void delete(long id, AuditEvent event) {
    database.write(
        handle -> {
          PersonRows.require(handle, id);
          refuseOnlyOwner(handle, id);
          AuditRows.insert(handle, event);
          return handle.createUpdate("delete from person where id = :id").bind("id", id).execute();
        });
  }

  private static void refuseOnlyOwner(Handle handle, long id) {
    Owners.alone(handle, id)
        .ifPresent(
            path -> {
              throw new ProblemException(
                  Problem.CONFLICT, "User cannot be removed, is the sole-owner of group " + path);
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
  public void changePassword(long userId, PasswordHash password, AuditEvent event) {
    database.write(
        handle -> {
          PersonRows.require(handle, userId);
          AuditRows.insert(handle, event);
          return set(handle, userId, password);
        });
  }

  private static int set(Handle handle, long userId, PasswordHash password) {
    return handle
        .createUpdate("update person set password = :password where id = :id")
        .bind("password", password.encoded())
        .bind("id", userId)
        .execute();
  }
}
