package io.wherry.api;

import io.wherry.account.IssuedPersonalToken;
import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenDesk;
import io.wherry.account.PersonalTokens;
import io.wherry.page.Page;
import io.wherry.secret.TokenState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Personal tokens as clients read them. */
final class PersonalTokenJson {
  private final PersonalTokens tokens;
  private final PersonalTokenDesk desk;

  PersonalTokenJson(PersonalTokens tokens, PersonalTokenDesk desk) {
    this.tokens = tokens;
    this.desk = desk;
  }

  /** With its secret, which is shown here and nowhere else. */
  Json.Fields of(IssuedPersonalToken issued) {
    return of(issued.token()).with("token", issued.secret().reveal());
  }

  Json.Fields of(PersonalToken token) {
    return of(token, tokens.lastUses(List.of(token.id())));
  }

  Page<Json.Fields> of(Page<PersonalToken> page) {
    Map<Long, Instant> uses =
        tokens.lastUses(page.items().stream().map(PersonalToken::id).toList());
    return page.map(token -> of(token, uses));
  }

  private Json.Fields of(PersonalToken token, Map<Long, Instant> uses) {
    return Json.object("id", token.id())
        .with("name", token.draft().name())
        .with("revoked", token.revoked())
        .with("created_at", Json.time(token.createdAt()))
        .with("description", null)
        .with("scopes", token.draft().scopes().stream().map(PersonalScope::toString).toList())
        .with("user_id", token.user().id())
        .with(
            "last_used_at", Optional.ofNullable(uses.get(token.id())).map(Json::time).orElse(null))
        .with("active", desk.state(token) == TokenState.ACTIVE)
        .with("expires_at", Json.date(token.draft().expiry()));
  }
}
