package io.wherry.api;

import io.wherry.account.IssuedPersonalToken;
import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenDesk;
import io.wherry.secret.TokenState;

/** Personal tokens as clients read them. */
final class PersonalTokenJson {
  private final PersonalTokenDesk desk;

  PersonalTokenJson(PersonalTokenDesk desk) {
    this.desk = desk;
  }

  /** With its secret, which is shown here and nowhere else. */
  Json.Fields of(IssuedPersonalToken issued) {
    return of(issued.token()).with("token", issued.secret().reveal());
  }

  Json.Fields of(PersonalToken token) {
    return Json.object("id", token.id())
        .with("name", token.draft().name())
        .with("revoked", token.revoked())
        .with("created_at", Json.time(token.createdAt()))
        .with("description", null)
        .with("scopes", token.draft().scopes().stream().map(PersonalScope::toString).toList())
        .with("user_id", token.user().id())
        .with("last_used_at", null)
        .with("active", desk.state(token) == TokenState.ACTIVE)
        .with("expires_at", Json.date(token.draft().expiry()));
  }
}
