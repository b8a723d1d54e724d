package io.wherry.store.sql;

import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenQuery;
import io.wherry.account.PersonalTokens;
import io.wherry.audit.AuditEvent;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.SecretDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Personal tokens as rows. */
public final class SqlPersonalTokens implements PersonalTokens {
  private final SqlDatabase database;

  private record BySecret(SecretDigest secret) {}

  public SqlPersonalTokens(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public long reserveId() {
    return database.nextId("personal_token");
  }

  @Override
  public void insert(PersonalToken token, SecretDigest secret, AuditEvent event) {
    database.write(
        handle -> {
          PersonalTokenRows.insert(handle, token, secret);
          AuditRows.insert(handle, event);
          return token;
        });
  }

  @Override
  public void replace(long formerId, PersonalToken token, SecretDigest secret, AuditEvent event) {
    database.write(
        handle -> {
          if (!PersonalTokenRows.revoke(handle, formerId, token.createdAt())) {
            throw new ProblemException(
                Problem.CONFLICT, "personal access token " + formerId + " is revoked");
          }
          PersonalTokenRows.insert(handle, token, secret);
          AuditRows.insert(handle, event);
          return token;
        });
  }

  @Override
  public Optional<PersonalToken> find(long id) {
    return database.read(
        handle ->
            handle
                .createQuery("select * from " + PersonalTokenRows.FROM + " where id = :id")
                .bind("id", id)
                .map(PersonalTokenRows::read)
                .findOne());
  }

  @Override
  public Optional<PersonalToken> findBySecret(SecretDigest secret) {
    return database.readIfChanged(
        new BySecret(secret),
        handle ->
            handle
                .createQuery("select * from " + PersonalTokenRows.FROM + " where secret = :secret")
                .bind("secret", secret.bytes())
                .map(PersonalTokenRows::read)
                .findOne());
  }

  @Override
  public Page<PersonalToken> list(PersonalTokenQuery query, PageRequest page) {
    String person = query.userId() == 0 ? "" : "person_id = :person and ";
    var list =
        new Listing(PersonalTokenRows.FROM, person + TokenStates.condition(query.states()), "id");
    Map<String, Object> values =
        Map.of("person", query.userId(), "now", query.now().toEpochMilli());
    return database.read(handle -> list.page(handle, values, page, PersonalTokenRows::read));
  }

  @Override
  public void revoke(long id, Instant at, AuditEvent event) {
    database.write(
        handle -> {
          boolean revoked = PersonalTokenRows.revoke(handle, id, at);
          if (revoked) {
            AuditRows.insert(handle, event);
          }
          return revoked;
        });
  }

  @Override
  public void markUsed(Map<Long, Instant> uses) {
    database.write(
        handle -> {
          uses.forEach((id, at) -> PersonalTokenRows.keepUse(handle, id, at));
          return uses;
        });
  }

  @Override
  public Map<Long, Instant> lastUses(Collection<Long> ids) {
    return database.read(handle -> PersonalTokenRows.lastUses(handle, ids));
  }
}
