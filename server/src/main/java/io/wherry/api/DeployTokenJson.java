package io.wherry.api;

import io.wherry.account.Accounts;
import io.wherry.account.User;
import io.wherry.page.Page;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenState;
import io.wherry.token.DeployToken;
import io.wherry.token.DeployTokens;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDesk;
import io.wherry.token.TokenUsage;
import io.wherry.token.TokenUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deploy tokens as clients read them: GitLab's fields, and after them our own. */
final class DeployTokenJson {
  private final DeployTokens tokens;
  private final TokenDesk desk;
  private final Accounts accounts;

  DeployTokenJson(DeployTokens tokens, TokenDesk desk, Accounts accounts) {
    this.tokens = tokens;
    this.desk = desk;
    this.accounts = accounts;
  }

  /** With its secret, which is shown here and nowhere else. */
  Json.Fields of(IssuedToken issued) {
    return of(issued.token()).with("token", issued.secret().reveal());
  }

  Json.Fields of(DeployToken token) {
    return of(token, tokens.usage(token.id()), creator(token));
  }

  /** What stands with each of them is looked up for all at once. */
  Page<Json.Fields> of(Page<DeployToken> page) {
    Map<Long, TokenUsage> usage = tokens.usage(page.items().stream().map(DeployToken::id).toList());
    var creators = new HashMap<Long, Optional<User>>();
    return page.map(
        token ->
            of(
                token,
                usage.getOrDefault(token.id(), TokenUsage.NONE),
                creators.computeIfAbsent(token.creatorId(), id -> creator(token))));
  }

  private Json.Fields of(DeployToken token, TokenUsage usage, Optional<User> creator) {
    TokenState state = desk.state(token);
    Optional<TokenUse> last = usage.last().findFirst();
    return Json.object("id", token.id())
        .with("name", token.draft().name())
        .with("username", token.username())
        .with("expires_at", Json.time(token.draft().expiry()))
        .with("scopes", token.draft().scopes().stream().map(Scope::toString).toList())
        .with("revoked", token.revoked())
        .with("expired", token.draft().expiry().hasPassed(desk.now()))
        .with("active", state == TokenState.ACTIVE)
        .with("created_at", Json.time(token.createdAt()))
        .with("creator", creator.map(DeployTokenJson::person).orElse(null))
        .with("last_used_at", last.map(use -> Json.time(use.at())).orElse(null))
        .with("secrets", secrets(usage));
  }

  private Optional<User> creator(DeployToken token) {
    return token.creatorId() == 0 ? Optional.empty() : accounts.find(token.creatorId());
  }

  private static Json.Fields person(User user) {
    return Json.object("id", user.id())
        .with("username", user.username())
        .with("name", user.draft().name());
  }

  /** The current one and those that rotations replaced: which of them is still in use. */
  private static List<Json.Fields> secrets(TokenUsage usage) {
    var secrets = new ArrayList<Json.Fields>();
    secrets.add(secret(true, Expiry.NEVER, usage.current()));
    usage.former().forEach(former -> secrets.add(secret(false, former.ends(), former.use())));
    return secrets;
  }

  private static Json.Fields secret(boolean current, Expiry ends, List<TokenUse> use) {
    return Json.object("current", current)
        .with("valid_until", Json.time(ends))
        .with("last_used_at", use.isEmpty() ? null : Json.time(use.get(0).at()))
        .with("last_used_from", use.isEmpty() ? null : use.get(0).address())
        .with("last_used_for", use.isEmpty() ? null : use.get(0).what());
  }
}
