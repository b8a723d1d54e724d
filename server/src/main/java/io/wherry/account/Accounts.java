package io.wherry.account;

import io.wherry.audit.AuditEvent;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.secret.PasswordHash;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Keeps people. Every method is atomic and keeps the event with its change. */
public interface Accounts {

  /** An id that was never used and never will be again. */
  long reserveId();

  Optional<User> find(long id);

  /** Whether anybody may do everything. */
  boolean haveAdministrator();

  /** In any case of its letters. */
  Optional<User> findByName(String username);

  /**
   * In the order of their ids.
   *
   * @param search a part of username, name or email, in any case; empty for any
   */
  Page<User> list(String search, PageRequest page);

  /** The same, looking at username and name only. */
  Page<User> listByName(String search, PageRequest page);

  /** Throws {@code CONFLICT} where the username or email is taken. */
  void insert(User user, PasswordHash password, AuditEvent event);

  /**
   * Changes all but id and date. Throws {@code NOT_FOUND} where the person is gone, {@code
   * CONFLICT} where the new username or email is taken.
   *
   * @param change gets what is there now, so that of two changes at once none is lost
   * @param event gets what has been changed
   */
  User update(long id, UnaryOperator<User> change, Function<User, AuditEvent> event);

  /**
   * Removes a person with all roles and personal tokens. Throws {@code CONFLICT} where a top-level
   * group would lose its only owner.
   */
  void delete(long id, AuditEvent event);

  /** Empty for an unknown person. */
  Optional<PasswordHash> passwordOf(long userId);

  void changePassword(long userId, PasswordHash password, AuditEvent event);
}
