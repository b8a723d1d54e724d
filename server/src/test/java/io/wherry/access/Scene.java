package io.wherry.access;

import io.wherry.TestClock;
import io.wherry.access.Proof.Pair;
import io.wherry.account.User;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.secret.PasswordHash;
import io.wherry.secret.TokenSecret;
import io.wherry.store.TestStorage;
import io.wherry.token.Expiry;
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
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
  private static final PasswordHash NO_PASSWORD = new PasswordHash("none");

  private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
  private final TestStorage storage;
  private final Namespaces namespaces;
  private final TokenDesk desk;
  private final Map<String, Proof> proofs = new HashMap<>();

  Scene(Path directory) {
    storage = TestStorage.open(directory);
    namespaces = storage.namespaces();
    var rules = new TokenRules("gitlab+deploy-token-", "", 0);
    desk = new TokenDesk(storage.tokens(), rules, KEY, clock, new SecureRandom());
    fillPlaces();
    fillUpToSeven();
    fillProofs();
  }

  private void fillPlaces() {
    for (String path : new String[] {"acme", "acme/tools", "other"}) {
      namespaces.createGroup(namespaces.reserveId(), NamespacePath.parse(path));
    }
    project("acme/tools/app", Visibility.PRIVATE);
    project("acme/open", Visibility.PUBLIC);
    Project off = project("acme/off", Visibility.PUBLIC);
    namespaces.update(new Project(off.id(), off.path(), off.lineage(), Visibility.PUBLIC, false));
    project("other/app", Visibility.INTERNAL);
    project("other/open", Visibility.PUBLIC);
  }

  private void fillProofs() {
    Expiry today = Expiry.parse("2026-06-01");
    IssuedToken group = issue("acme", "Deployer", Expiry.NEVER, Scope.READ_REPOSITORY);
    IssuedToken revoked = issue("acme", "", Expiry.NEVER, Scope.READ_REPOSITORY);
    desk.revoke(revoked.token().id());
    proofs.put("nobody", new Proof.None());
    proofs.put("unreadable", new Proof.Unreadable());
    proofs.put("stranger", pair("Deployer", "gldt-00000000000000000000"));
    proofs.put("empty secret", pair("Deployer", ""));
    proofs.put("group", pair(group));
    proofs.put("misnamed", new Pair("root", group.secret()));
    proofs.put("misnamed by case", new Pair("deployer", group.secret()));
    proofs.put("unnamed", new Pair("", group.secret()));
    proofs.put("revoked", pair(revoked));
    proofs.put("expired", pair(issue("acme", "", today, Scope.READ_REPOSITORY)));
    proofs.put("subgroup", pair(issue("acme/tools", "", Expiry.NEVER, Scope.READ_REPOSITORY)));
    proofs.put("project", pair(issue("acme/tools/app", "", Expiry.NEVER, Scope.READ_REPOSITORY)));
    proofs.put("images", pair(issue("acme", "", Expiry.NEVER, Scope.WRITE_REGISTRY)));
    proofs.put("packages", pair(issue("acme", "", Expiry.NEVER, Scope.WRITE_PACKAGE_REGISTRY)));
    proofs.put("root", person("root", true));
    proofs.put("person", person("person", false));
  }

  /** Tokens and people count their ids apart: here both come to 7. */
  private void fillUpToSeven() {
    for (int id = 1; id <= 7; id++) {
      IssuedToken token = issue("other", "", Expiry.NEVER, Scope.READ_REPOSITORY);
      proofs.put("token " + id, pair(token));
      proofs.put("user " + id, person("user-" + id, false));
      proofs.put("token " + id + " as user " + id, new Pair("user-" + id, token.secret()));
    }
  }

  AccessPolicy policy(AccessRules rules) {
    var authenticator = new Authenticator(storage.tokens(), storage.accounts(), KEY, clock);
    return new AccessPolicy(authenticator, namespaces, rules);
  }

  Credentials credentials(String who) {
    return new Credentials(Optional.ofNullable(proofs.get(who)).orElseThrow(), "192.0.2.7");
  }

  /** Reading, under the rules that hold unless settings say otherwise. */
  Decision decide(String who, String place) {
    var resource = new Resource(Area.REPOSITORY, new NamespaceRef.ByPath(place));
    return policy(AccessRules.DEFAULT).decide(credentials(who), resource, Action.READ);
  }

  void move(String path, String target) {
    namespaces.move(find(path).id(), NamespacePath.parse(target));
  }

  @Override
  public void close() {
    storage.close();
  }

  private Namespace find(String path) {
    return namespaces.find(new NamespaceRef.ByPath(path)).orElseThrow();
  }

  private Project project(String path, Visibility visibility) {
    return namespaces.createProject(namespaces.reserveId(), NamespacePath.parse(path), visibility);
  }

  private IssuedToken issue(String holder, String username, Expiry expiry, Scope scope) {
    return desk.issue(find(holder), new TokenDraft("test", username, Set.of(scope), expiry));
  }

  private Proof person(String name, boolean administrator) {
    User user = storage.accounts().insert(name, administrator, NO_PASSWORD);
    TokenSecret secret = TokenSecret.presented("personal token of " + name);
    storage.accounts().putPersonalToken(user.id(), "test", secret.digest(KEY));
    return new Pair(name, secret);
  }

  private static Proof pair(IssuedToken issued) {
    return new Pair(issued.token().username(), issued.secret());
  }

  private static Proof pair(String username, String secret) {
    return new Pair(username, TokenSecret.presented(secret));
  }
}
