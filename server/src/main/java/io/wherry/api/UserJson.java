package io.wherry.api;

import io.wherry.account.User;

/** People as clients read them. */
final class UserJson {
  private UserJson() {}

  /** What everybody who is signed in may know. */
  static Json.Fields of(User user, String url) {
    return Json.object("id", user.id())
        .with("username", user.username())
        .with("name", user.draft().name())
        .with("state", user.blocked() ? "blocked" : "active")
        .with("locked", false)
        .with("avatar_url", null)
        .with("web_url", url + "/" + user.username())
        .with("created_at", Json.time(user.createdAt()));
  }

  /** What somebody may know of himself. */
  static Json.Fields ofSelf(User user, String url) {
    Json.Fields fields = of(user, url).with("email", user.draft().email());
    return user.administrator() ? fields.with("is_admin", true) : fields;
  }

  static Json.Fields forAdministrator(User user, String url) {
    return of(user, url).with("email", user.draft().email()).with("is_admin", user.administrator());
  }
}
