package io.wherry.cli;

import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenState;
import io.wherry.token.DeployToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenUsage;
import io.wherry.token.TokenUse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens as programs and people read them: with the fields of the REST API. */
final class TokenJson {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private TokenJson() {}

  /** Also when it was last used, and which of its secrets. */
  static Map<String, @Nullable Object> of(DeployToken token, Instant now, TokenUsage usage) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", token.id());
    json.put("name", token.draft().name());
    json.put("username", token.username());
    json.put("expires_at", text(token.draft().expiry()));
    json.put("scopes", token.draft().scopes().stream().map(Scope::toString).toList());
    json.put("revoked", token.revoked());
    json.put("expired", token.draft().expiry().hasPassed(now));
    json.put("active", token.stateAt(now) == TokenState.ACTIVE);
    json.put("created_at", text(token.createdAt()));
    putUse(json, usage.last().findFirst());
    json.put("secrets", secrets(usage));
    return json;
  }

  /** The current one first; the others are valid until they end. */
  private static List<Map<String, @Nullable Object>> secrets(TokenUsage usage) {
    var secrets = new ArrayList<Map<String, @Nullable Object>>();
    secrets.add(secret(null, usage.current()));
    usage.former().forEach(former -> secrets.add(secret(text(former.ends()), former.use())));
    return secrets;
  }

  private static Map<String, @Nullable Object> secret(@Nullable String ends, List<TokenUse> use) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("current", ends == null);
    json.put("valid_until", ends);
    putUse(json, use.stream().findFirst());
    return json;
  }

  private static void putUse(Map<String, @Nullable Object> json, Optional<TokenUse> use) {
    json.put("last_used_at", use.map(last -> text(last.at())).orElse(null));
    json.put("last_used_from", use.map(TokenUse::address).orElse(null));
    json.put("last_used_for", use.map(TokenUse::what).orElse(null));
  }

  /** Also when it was last used. */
  static Map<String, @Nullable Object> of(
      PersonalToken token, TokenState state, Optional<Instant> lastUse) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", token.id());
    json.put("name", token.draft().name());
    json.put("user_id", token.user().id());
    json.put("scopes", token.draft().scopes().stream().map(PersonalScope::toString).toList());
    json.put("expires_at", text(token.draft().expiry()));
    json.put("revoked", token.revoked());
    json.put("active", state == TokenState.ACTIVE);
    json.put("created_at", text(token.createdAt()));
    json.put("last_used_at", lastUse.map(TokenJson::text).orElse(null));
    return json;
  }

  /** The beginning of a line about a token. */
  static String line(long id, TokenState state, Expiry expiry) {
    return "%-5d %-7s %-24s"
        .formatted(
            id,
            state.toString().toLowerCase(Locale.ROOT),
            expiry.isNever() ? "never expires" : text(expiry.instant()));
  }

  private static @Nullable String text(Expiry expiry) {
    return expiry.isNever() ? null : text(expiry.instant());
  }

  static String text(Instant instant) {
    return MILLISECONDS.format(instant);
  }
}
