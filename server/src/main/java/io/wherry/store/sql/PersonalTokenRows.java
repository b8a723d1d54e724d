package io.wherry.store.sql;

import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.secret.SecretDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements on the table {@code personal_token}. */
final class PersonalTokenRows {
  /** A token together with its person. */
  static final String FROM =
      "(select t.*, "
          + PersonRows.COLUMNS
          + " from personal_token t join person p on p.id = t.person_id)";

  private PersonalTokenRows() {}

  static void insert(Handle handle, PersonalToken token, SecretDigest secret) {
    PersonalTokenDraft draft = token.draft();
    handle
        .createUpdate(
            "insert into personal_token (id, person_id, name, scopes, secret, created_at,"
                + " expires_at) values (:id, :person, :name, :scopes, :secret, :created,"
                + " :expires)")
        .bind("id", token.id())
        .bind("person", token.user().id())
        .bind("name", draft.name())
        .bind(
            "scopes",
            draft.scopes().stream().map(PersonalScope::toString).collect(Collectors.joining(",")))
        .bind("secret", secret.bytes())
        .bind("created", token.createdAt().toEpochMilli())
        .bind("expires", Expiries.millis(draft.expiry()))
        .execute();
  }

  /** Whether it was not revoked before. */
  static boolean revoke(Handle handle, long id, Instant at) {
    int revoked =
        handle
            .createUpdate(
                "update personal_token set revoked_at = :at where id = :id and revoked_at is null")
            .bind("id", id)
            .bind("at", at.toEpochMilli())
            .execute();
    return revoked > 0;
  }

  static PersonalToken read(ResultSet row, StatementContext context) throws SQLException {
    var scopes = PersonalScope.parse(Arrays.asList(row.getString("scopes").split(",")));
    var draft =
        new PersonalTokenDraft(row.getString("name"), scopes, Expiries.read(row, "expires_at"));
    return new PersonalToken(
        row.getLong("id"),
        PersonRows.read(row),
        draft,
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getObject("revoked_at") != null);
  }
}
