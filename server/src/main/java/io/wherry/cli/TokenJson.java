package io.wherry.cli;

import io.wherry.token.DeployToken;
import io.wherry.token.Expiry;
import io.wherry.token.Scope;
import io.wherry.token.TokenState;
import io.wherry.token.TokenUse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deploy token as programs read it: the fields of the REST API, and when it was last used. */
final class TokenJson {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private TokenJson() {}

  static Map<String, @Nullable Object> of(
      DeployToken token, TokenState state, Optional<TokenUse> use) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    Expiry expiry = token.draft().expiry();
    json.put("id", token.id());
    json.put("name", token.draft().name());
    json.put("username", token.username());
    json.put("expires_at", expiry.isNever() ? null : text(expiry.instant()));
    json.put("scopes", token.draft().scopes().stream().map(Scope::toString).toList());
    json.put("revoked", token.revoked());
    json.put("expired", state == TokenState.EXPIRED);
    json.put("active", state == TokenState.ACTIVE);
    json.put("created_at", text(token.createdAt()));
    json.put("last_used_at", use.map(last -> text(last.at())).orElse(null));
    json.put("last_used_from", use.map(TokenUse::address).orElse(null));
    json.put("last_used_for", use.map(TokenUse::what).orElse(null));
    return json;
  }

  static String text(Instant instant) {
    return MILLISECONDS.format(instant);
  }
}
