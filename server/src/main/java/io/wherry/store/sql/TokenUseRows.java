package io.wherry.store.sql;

import io.wherry.secret.SecretDigest;
import io.wherry.token.TokenUsage;
import io.wherry.token.TokenUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** When the current and the former secrets of tokens were last used. */
final class TokenUseRows {
  private TokenUseRows() {}

  /** An older use than the one that is kept changes nothing. */
  static void keep(Handle handle, TokenUse use) {
    List<String> statements =
        List.of(
            "insert into deploy_token_use (token_id, used_at, address, what)"
                + " select id, :at, :address, :what from deploy_token where secret = :secret"
                + " on conflict (token_id) do update set used_at = excluded.used_at,"
                + " address = excluded.address, what = excluded.what"
                + " where excluded.used_at >= deploy_token_use.used_at",
            "update former_secret set used_at = :at, address = :address, what = :what"
                + " where secret = :secret and (used_at is null or used_at <= :at)");
    for (String statement : statements) {
      handle
          .createUpdate(statement)
          .bind("secret", use.secret().bytes())
          .bind("at", use.at().toEpochMilli())
          .bind("address", use.address())
          .bind("what", use.what())
          .execute();
    }
  }

  /** Ids are numbers of our own, which need no binding. */
  static Map<Long, TokenUsage> usage(Handle handle, Collection<Long> ids) {
    String these = ids.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    Map<Long, List<TokenUse>> current =
        handle
            .createQuery(
                "select u.token_id, t.secret, u.used_at, u.address, u.what from deploy_token_use u"
                    + " join deploy_token t on t.id = u.token_id where u.token_id in "
                    + these)
            .map((row, context) -> Map.entry(row.getLong("token_id"), use(row)))
            .collect(byToken());
    Map<Long, List<TokenUsage.Former>> former =
        handle
            .createQuery(
                "select * from former_secret where token_id in " + these + " order by ends_at desc")
            .map((row, context) -> Map.entry(row.getLong("token_id"), former(row)))
            .collect(byToken());
    return ids.stream()
        .collect(
            Collectors.toMap(
                id -> id,
                id ->
                    new TokenUsage(
                        current.getOrDefault(id, List.of()), former.getOrDefault(id, List.of()))));
  }

  private static <T> Collector<Map.Entry<Long, T>, ?, Map<Long, List<T>>> byToken() {
    return Collectors.groupingBy(
        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()));
  }

  private static TokenUsage.Former former(ResultSet row) throws SQLException {
    boolean used = row.getObject("used_at") != null;
    return new TokenUsage.Former(
        Expiries.read(row, "ends_at"), used ? List.of(use(row)) : List.of());
  }

  private static TokenUse use(ResultSet row) throws SQLException {
    return new TokenUse(
        new SecretDigest(row.getBytes("secret")),
        Instant.ofEpochMilli(row.getLong("used_at")),
        row.getString("address"),
        row.getString("what"));
  }
}
