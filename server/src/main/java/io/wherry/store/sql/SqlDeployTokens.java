package io.wherry.store.sql;

import io.wherry.secret.SecretDigest;
import io.wherry.token.DeployToken;
import io.wherry.token.DeployTokens;
import io.wherry.token.Expiry;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import io.wherry.token.TokenUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Deploy tokens as rows. */
public final class SqlDeployTokens implements DeployTokens {
  private final SqlDatabase database;

  private record BySecret(SecretDigest secret) {}

  public SqlDeployTokens(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public long reserveId() {
    return database.nextId("deploy_token");
  }

  @Override
  public void insert(DeployToken token, SecretDigest secret) {
    TokenDraft draft = token.draft();
    database.write(
        handle -> {
          var insert =
              handle
                  .createUpdate(
                      "insert into deploy_token"
                          + " (id, holder_id, name, username, scopes, secret, created_at,"
                          + " expires_at)"
                          + " values (:id, :holder, :name, :username, :scopes, :secret, :created,"
                          + " :expires)")
                  .bind("id", token.id())
                  .bind("holder", token.holderId())
                  .bind("name", draft.name())
                  .bind("username", token.username())
                  .bind("scopes", text(draft.scopes()))
                  .bind("secret", secret.bytes())
                  .bind("created", token.createdAt().toEpochMilli());
          Expiry expiry = draft.expiry();
          return (expiry.isNever()
                  ? insert.bindNull("expires", Types.BIGINT)
                  : insert.bind("expires", expiry.instant().toEpochMilli()))
              .execute();
        });
  }

  @Override
  public Optional<DeployToken> find(long id) {
    return where("id = :value", id).stream().findFirst();
  }

  @Override
  public Optional<DeployToken> findBySecret(SecretDigest secret) {
    return database.readIfChanged(
        new BySecret(secret),
        handle -> where(handle, "secret = :value", secret.bytes()).stream().findFirst());
  }

  @Override
  public List<DeployToken> ofHolder(long holderId) {
    return where("holder_id = :value", holderId);
  }

  @Override
  public List<DeployToken> all() {
    return where("id > :value", 0L);
  }

  private List<DeployToken> where(String condition, Object value) {
    return database.read(handle -> where(handle, condition, value));
  }

  private static List<DeployToken> where(Handle handle, String condition, Object value) {
    return handle
        .createQuery("select * from deploy_token where " + condition + " order by id")
        .bind("value", value)
        .map(SqlDeployTokens::read)
        .list();
  }

  @Override
  public void revoke(long id, Instant at) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    "update deploy_token set revoked_at = :at"
                        + " where id = :id and revoked_at is null")
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .execute());
  }

  @Override
  public void markUsed(Collection<TokenUse> uses) {
    database.write(
        handle -> {
          var batch =
              handle.prepareBatch(
                  "insert into deploy_token_use (token_id, used_at, address, what)"
                      + " select id, :at, :address, :what from deploy_token where id = :id"
                      + " on conflict (token_id) do update set used_at = excluded.used_at,"
                      + " address = excluded.address, what = excluded.what"
                      + " where excluded.used_at >= deploy_token_use.used_at");
          for (TokenUse use : uses) {
            batch
                .bind("id", use.tokenId())
                .bind("at", use.at().toEpochMilli())
                .bind("address", use.address())
                .bind("what", use.what())
                .add();
          }
          return batch.execute();
        });
  }

  @Override
  public Optional<TokenUse> lastUse(long id) {
    return database.read(
        handle ->
            handle
                .createQuery("select * from deploy_token_use where token_id = :id")
                .bind("id", id)
                .map(
                    (row, context) ->
                        new TokenUse(
                            id,
                            Instant.ofEpochMilli(row.getLong("used_at")),
                            row.getString("address"),
                            row.getString("what")))
                .findOne());
  }

  private static String text(Collection<Scope> scopes) {
    return scopes.stream().map(Scope::toString).collect(Collectors.joining(","));
  }

  private static DeployToken read(ResultSet row, StatementContext context) throws SQLException {
    long expires = row.getLong("expires_at");
    Expiry expiry = row.wasNull() ? Expiry.NEVER : new Expiry(Instant.ofEpochMilli(expires));
    var scopes = Scope.parse(Arrays.asList(row.getString("scopes").split(",")));
    var draft = new TokenDraft(row.getString("name"), row.getString("username"), scopes, expiry);
    Instant created = Instant.ofEpochMilli(row.getLong("created_at"));
    boolean revoked = row.getObject("revoked_at") != null;
    return new DeployToken(row.getLong("id"), row.getLong("holder_id"), draft, created, revoked);
  }
}
