package io.wherry.store.sql;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import io.wherry.secret.SecretDigest;
import io.wherry.token.DeployToken;
import io.wherry.token.PresentedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements on the table {@code deploy_token}. */
final class DeployTokenRows {
  private DeployTokenRows() {}

  static void insert(Handle handle, DeployToken token, SecretDigest secret) {
    TokenDraft draft = token.draft();
    handle
        .createUpdate(
            "insert into deploy_token (id, holder_id, name, username, scopes, secret, created_at,"
                + " expires_at, creator_id)"
                + " values (:id, :holder, :name, :username, :scopes, :secret, :created, :expires,"
                + " (select id from person where id = :creator))")
        .bind("id", token.id())
        .bind("holder", token.holderId())
        .bind("name", draft.name())
        .bind("username", token.username())
        .bind("scopes", scopes(draft))
        .bind("secret", secret.bytes())
        .bind("created", token.createdAt().toEpochMilli())
        .bind("expires", Expiries.millis(draft.expiry()))
        .bind("creator", token.creatorId())
        .execute();
  }

  static void update(Handle handle, DeployToken token) {
    TokenDraft draft = token.draft();
    handle
        .createUpdate(
            "update deploy_token set name = :name, username = :username, scopes = :scopes,"
                + " expires_at = :expires where id = :id")
        .bind("id", token.id())
        .bind("name", draft.name())
        .bind("username", draft.username())
        .bind("scopes", scopes(draft))
        .bind("expires", Expiries.millis(draft.expiry()))
        .execute();
  }

  static Optional<DeployToken> find(Handle handle, long id) {
    return handle
        .createQuery("select * from deploy_token where id = :id and deleted_at is null")
        .bind("id", id)
        .map(DeployTokenRows::read)
        .findOne();
  }

  /** Deleted tokens too: they are revoked, and known as such. */
  static Optional<PresentedToken> findBySecret(Handle handle, SecretDigest secret) {
    return handle
        .createQuery(
            "select t.*, null as ends_at from deploy_token t where t.secret = :secret union all"
                + " select t.*, f.ends_at from former_secret f"
                + " join deploy_token t on t.id = f.token_id where f.secret = :secret")
        .bind("secret", secret.bytes())
        .map(
            (row, context) ->
                new PresentedToken(read(row, context), secret, Expiries.read(row, "ends_at")))
        .findFirst();
  }

  /** Throws {@code CONFLICT} where the secret is, or was, another token's. */
  static void refuseKnown(Handle handle, SecretDigest secret) {
    boolean known =
        handle
            .createQuery(
                "select 1 from deploy_token where secret = :secret union all"
                    + " select 1 from former_secret where secret = :secret union all"
                    + " select 1 from personal_token where secret = :secret")
            .bind("secret", secret.bytes())
            .mapTo(Integer.class)
            .findFirst()
            .isPresent();
    if (known) {
      throw new ProblemException(Problem.CONFLICT, "this secret is, or was, another token's");
    }
  }

  /** The current secret becomes a former one, with its last use. */
  static void setAsideSecret(Handle handle, long id, Expiry ends) {
    handle
        .createUpdate(
            "insert into former_secret (secret, token_id, ends_at, used_at, address, what)"
                + " select t.secret, t.id, :ends, u.used_at, u.address, u.what"
                + " from deploy_token t left join deploy_token_use u on u.token_id = t.id"
                + " where t.id = :id")
        .bind("id", id)
        .bind("ends", Expiries.millis(ends))
        .execute();
    handle
        .createUpdate("delete from deploy_token_use where token_id = :id")
        .bind("id", id)
        .execute();
  }

  /** How many rows that changed: one, or none where it was revoked before. */
  static int revoke(Handle handle, long id, Instant at) {
    return handle
        .createUpdate(
            "update deploy_token set revoked_at = :at where id = :id and revoked_at is null")
        .bind("id", id)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  private static String scopes(TokenDraft draft) {
    return draft.scopes().stream().map(Scope::toString).collect(Collectors.joining(","));
  }

  static DeployToken read(ResultSet row, StatementContext context) throws SQLException {
    var scopes = Scope.parse(Arrays.asList(row.getString("scopes").split(",")));
    var draft =
        new TokenDraft(
            row.getString("name"),
            row.getString("username"),
            scopes,
            Expiries.read(row, "expires_at"));
    return new DeployToken(
        row.getLong("id"),
        row.getLong("holder_id"),
        draft,
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getObject("revoked_at") != null,
        row.getLong("creator_id"));
  }
}
