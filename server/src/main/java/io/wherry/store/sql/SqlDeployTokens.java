package io.wherry.store.sql;

import io.wherry.audit.AuditEvent;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.SecretDigest;
import io.wherry.token.DeployToken;
import io.wherry.token.DeployTokens;
import io.wherry.token.PresentedToken;
import io.wherry.token.TokenQuery;
import io.wherry.token.TokenUsage;
import io.wherry.token.TokenUse;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

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
  public void insert(DeployToken token, SecretDigest secret, AuditEvent event) {
    database.write(
        handle -> {
          DeployTokenRows.refuseKnown(handle, secret);
          DeployTokenRows.insert(handle, token, secret);
          AuditRows.insert(handle, event);
          return token;
        });
  }

  @Override
  public Optional<DeployToken> find(long id) {
    return database.read(handle -> DeployTokenRows.find(handle, id));
  }

  @Override
  public Optional<PresentedToken> findBySecret(SecretDigest secret) {
    return database.readIfChanged(
        new BySecret(secret), handle -> DeployTokenRows.findBySecret(handle, secret));
  }

  @Override
  public Page<DeployToken> list(TokenQuery query, PageRequest page) {
    String states = TokenStates.condition(query.states());
    String holder = query.holderId() == 0 ? "" : "holder_id = :holder and ";
    var list = new Listing("deploy_token", holder + "deleted_at is null and " + states, "id");
    Map<String, Object> values =
        Map.of("holder", query.holderId(), "now", query.now().toEpochMilli());
    return database.read(handle -> list.page(handle, values, page, DeployTokenRows::read));
  }

  @Override
  public DeployToken update(
      long id, UnaryOperator<DeployToken> change, Function<DeployToken, AuditEvent> event) {
    return database.write(
        handle -> {
          DeployToken before = require(handle, id);
          DeployToken after = change.apply(before);
          DeployTokenRows.update(handle, after);
          AuditRows.insert(handle, event.apply(before));
          return after;
        });
  }

  @Override
  public DeployToken rotate(
      long id,
      UnaryOperator<DeployToken> change,
      Replacement replacement,
      Function<DeployToken, AuditEvent> event) {
    return database.write(
        handle -> {
          DeployToken after = change.apply(require(handle, id));
          DeployTokenRows.setAsideSecret(handle, id, replacement.formerEnds());
          DeployTokenRows.update(handle, after);
          handle
              .createUpdate("update deploy_token set secret = :secret where id = :id")
              .bind("secret", replacement.secret().bytes())
              .bind("id", id)
              .execute();
          AuditRows.insert(handle, event.apply(after));
          return after;
        });
  }

  @Override
  public void revoke(long id, Instant at, AuditEvent event) {
    database.write(
        handle -> {
          int revoked = DeployTokenRows.revoke(handle, id, at);
          if (revoked > 0) {
            AuditRows.insert(handle, event);
          }
          return revoked;
        });
  }

  @Override
  public void delete(long id, Instant at, AuditEvent event) {
    database.write(
        handle -> {
          require(handle, id);
          DeployTokenRows.revoke(handle, id, at);
          handle
              .createUpdate("update deploy_token set deleted_at = :at where id = :id")
              .bind("at", at.toEpochMilli())
              .bind("id", id)
              .execute();
          AuditRows.insert(handle, event);
          return id;
        });
  }

  private static DeployToken require(Handle handle, long id) {
    return DeployTokenRows.find(handle, id)
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "there is no deploy token " + id));
  }

  @Override
  public void markUsed(Collection<TokenUse> uses) {
    database.write(
        handle -> {
          uses.forEach(use -> TokenUseRows.keep(handle, use));
          return uses.size();
        });
  }

  @Override
  public Map<Long, TokenUsage> usage(Collection<Long> ids) {
    return ids.isEmpty() ? Map.of() : database.read(handle -> TokenUseRows.usage(handle, ids));
  }
}
