package io.wherry.access;

import io.wherry.TestClock;
import io.wherry.access.Guesses.Guess;
import io.wherry.access.Proof.Pair;
import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalTokenDesk;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.audit.By;
import io.wherry.namespace.Features;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.secret.Expiry;
import io.wherry.secret.PasswordHash;
import io.wherry.secret.TokenSecret;
import io.wherry.store.TestStorage;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDesk;
import io.wherry.token.TokenDraft;
import io.wherry.token.TokenRules;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Places, and people and programs who want to get there, by names that a table can use. */
final class Scene implements AutoCloseable {
  static final String ADDRESS = "192.0.2.7";
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

  private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
  private final TestStorage storage;
  private final Namespaces namespaces;
  private final TokenDesk desk;
  private final PersonalTokenDesk personalDesk;
  private final Guesses guesses = new Guesses(clock);
  private final Map<String, Proof> proofs = new HashMap<>();

  Scene(Path directory) {
    storage = TestStorage.open(directory);
    namespaces = storage.namespaces();
    var rules = new TokenRules("gitlab+deploy-token-", "", 0);
    var random = new SecureRandom();
    desk = new TokenDesk(storage.tokens(), rules, KEY, clock, random);
    personalDesk = new PersonalTokenDesk(storage.personalTokens(), KEY, clock, random);
    fillPlaces();
    fillUpToSeven();
    fillTokens();
    fillPeople();
  }

  private void fillPlaces() {
    for (String path : new String[] {"acme", "acme/tools", "other"}) {
      storage.group(path);
    }
    storage.project("acme/tools/app", Visibility.PRIVATE);
    storage.project("acme/open", Visibility.PUBLIC);
    for (Visibility visibility : Visibility.values()) {
      storage.group("acme/" + visibility + "-group", visibility);
      storage.project("acme/" + visibility + "-app", visibility);
    }
    Project off = storage.project("acme/off", Visibility.PUBLIC);
    namespaces.update(off.id(), found -> off.with(new Features(false, false)), TestStorage.NOTE);
    storage.project("other/app", Visibility.INTERNAL);
    storage.project("other/private", Visibility.PRIVATE);
    storage.project("other/open", Visibility.PUBLIC);
  }

  private void fillTokens() {
    Expiry today = Expiry.parse("2026-06-01");
    IssuedToken group = issue("acme", "Deployer", Expiry.NEVER, Scope.READ_REPOSITORY);
    IssuedToken spaced = issue("acme", "build+bot", Expiry.NEVER, Scope.READ_REPOSITORY);
    IssuedToken revoked = issue("acme", "", Expiry.NEVER, Scope.READ_REPOSITORY);
    desk.revoke(find("acme"), revoked.token().id(), By.COMMAND_LINE);
    proofs.put("nobody", new Proof.None());
    proofs.put("unreadable", new Proof.Unreadable());
    proofs.put("stranger", pair("Deployer", "gldt-00000000000000000000"));
    proofs.put("empty secret", pair("Deployer", ""));
    proofs.put("group", pair(group));
    proofs.put("bare group", new Proof.Bare(group.secret()));
    proofs.put("misnamed", new Pair("root", group.secret()));
    proofs.put("misnamed by case", new Pair("deployer", group.secret()));
    proofs.put("spaced", new Pair("build bot", spaced.secret()));
    proofs.put("unnamed", new Pair("", group.secret()));
    proofs.put("revoked", pair(revoked));
    proofs.put("expired", pair(issue("acme", "", today, Scope.READ_REPOSITORY)));
    proofs.put("subgroup", pair(issue("acme/tools", "", Expiry.NEVER, Scope.READ_REPOSITORY)));
    proofs.put("project", pair(issue("acme/tools/app", "", Expiry.NEVER, Scope.READ_REPOSITORY)));
    proofs.put("images", pair(issue("acme", "", Expiry.NEVER, Scope.WRITE_REGISTRY)));
    IssuedToken packages = issue("acme", "", Expiry.NEVER, Scope.READ_PACKAGE_REGISTRY);
    proofs.put("package reader", pair(packages));
    proofs.put("bare package reader", new Proof.Bare(packages.secret()));
    proofs.put("packages", pair(issue("acme", "", Expiry.NEVER, Scope.WRITE_PACKAGE_REGISTRY)));
  }

  private void fillPeople() {
    proofs.put("bare root", bare(person("bare-root", true)));
    proofs.put("root", personal(person("root", true), PersonalScope.API));
    proofs.put("person", personal(person("person", false), PersonalScope.API));
    for (Role role : Role.values()) {
      User member = person(role.toString(), false);
      storage.member(find("acme"), member, role);
      proofs.put(role.toString(), personal(member, PersonalScope.API));
      for (PersonalScope scope : PersonalScope.values()) {
        proofs.put(role + "'s " + scope, personal(member, scope));
      }
    }
    User inside = person("inside", false);
    storage.member(find("acme/tools/app"), inside, Role.OWNER);
    proofs.put("inside", personal(inside, PersonalScope.API));
    User blocked = person("blocked", false);
    proofs.put("blocked", personal(blocked, PersonalScope.API));
    storage
        .accounts()
        .update(
            blocked.id(),
            found -> new User(found.id(), found.draft(), true, found.createdAt()),
            to -> TestStorage.EVENT);
    for (int i = 0; i < 30; i++) {
      guesses.failed(new Guess("guessed", ADDRESS));
    }
    proofs.put("guesser", pair("guessed", "a password"));
  }

  /** Tokens and people count their ids apart: here both come to 7. */
  private void fillUpToSeven() {
    for (int id = 1; id <= 7; id++) {
      IssuedToken token = issue("other", "", Expiry.NEVER, Scope.READ_REPOSITORY);
      User user = person("user-" + id, false);
      proofs.put("token " + id, pair(token));
      proofs.put("user " + id, personal(user, PersonalScope.API));
      proofs.put("token " + id + " as user " + id, new Pair("user-" + id, token.secret()));
    }
  }

  AccessPolicy policy(AccessRules rules) {
    var passwords = new Passwords(storage.accounts(), guesses, 2);
    var authenticator =
        new Authenticator(storage.tokens(), storage.personalTokens(), passwords, KEY, clock, rules);
    var people = new PeoplesAccess(storage.memberships());
    return new AccessPolicy(authenticator, namespaces, people, rules);
  }

  Credentials credentials(String who) {
    return new Credentials(Optional.ofNullable(proofs.get(who)).orElseThrow(), ADDRESS, "");
  }

  /** Under the rules that hold unless settings say otherwise. */
  Decision decide(String who, Resource resource, Action action) {
    return policy(AccessRules.DEFAULT).decide(credentials(who), resource, action);
  }

  /** Reading, under the same rules. */
  Decision decide(String who, String place) {
    var resource = Resource.project(Area.REPOSITORY, new NamespaceRef.ByPath(place));
    return decide(who, resource, Action.READ);
  }

  void move(String path, String target) {
    storage.move(find(path), target);
  }

  @Override
  public void close() {
    storage.close();
  }

  private Namespace find(String path) {
    return storage.find(path).orElseThrow();
  }

  private IssuedToken issue(String holder, String username, Expiry expiry, Scope scope) {
    var draft = new TokenDraft("test", username, Set.of(scope), expiry);
    return desk.issue(find(holder), draft, By.COMMAND_LINE);
  }

  private User person(String name, boolean administrator) {
    var draft = new UserDraft(name, name, name + "@example.org", administrator);
    var user = new User(storage.accounts().reserveId(), draft, false, clock.instant());
    storage.accounts().insert(user, PasswordHash.UNMATCHED, TestStorage.EVENT);
    return user;
  }

  private Proof personal(User user, PersonalScope scope) {
    var draft = new PersonalTokenDraft("test", Set.of(scope), Expiry.NEVER);
    return new Pair(user.username(), personalDesk.issue(user, draft, By.COMMAND_LINE).secret());
  }

  private Proof bare(User user) {
    return new Proof.Bare(((Pair) personal(user, PersonalScope.API)).secret());
  }

  private static Proof pair(IssuedToken issued) {
    return new Pair(issued.token().username(), issued.secret());
  }

  private static Proof pair(String username, String secret) {
    return new Pair(username, TokenSecret.presented(secret));
  }
}
