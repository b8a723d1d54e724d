package io.wherry.store.sql;

import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.secret.SecretDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
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

  /** An older use than the one that is kept changes nothing. */
  static void keepUse(Handle handle, long id, Instant at) {
    handle
        .createUpdate(
            "insert into personal_token_use (token_id, used_at)"
                + " select id, :at from personal_token where id = :id"
                + " on conflict (token_id) do update set used_at = excluded.used_at"
                + " where excluded.used_at > personal_token_use.used_at")
        .bind("id", id)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /** Ids are numbers of our own, which need no binding. */
  static Map<Long, Instant> lastUses(Handle handle, Collection<Long> ids) {
    String these = ids.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    return handle
        .createQuery("select * from personal_token_use where token_id in " + these)
        .map(
            (row, context) ->
                Map.entry(row.getLong("token_id"), Instant.ofEpochMilli(row.getLong("used_at"))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
