package io.wherry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.Project;
import io.wherry.secret.SecretDigest;
import io.wherry.token.DeployToken;
import io.wherry.token.Expiry;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import io.wherry.token.TokenUse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link io.wherry.token.DeployTokens} promises. */
interface DeployTokenPromises extends StorageUnderTest {
  Instant NOON = Instant.parse("2026-06-01T12:00:00.123Z");

  @ParameterizedTest
  @ValueSource(strings = {"", "2030-01-31", "2030-01-31T08:00:00.007+02:00", "9999-12-31"})
  default void whatWasInsertedIsFoundAgainAsItWas(String expiry) {
    DeployToken token =
        insert(project("app"), "secret", EnumSet.allOf(Scope.class), Expiry.parse(expiry));
    assertThat(tokens().find(token.id())).contains(token);
    assertThat(tokens().findBySecret(digest("secret"))).contains(token);
  }

  @Test
  default void otherSecretsAndIdsFindNothing() {
    DeployToken token = insert(project("app"), "secret");
    assertThat(tokens().findBySecret(digest("Secret"))).isEmpty();
    assertThat(tokens().findBySecret(new SecretDigest(new byte[0]))).isEmpty();
    assertThat(tokens().find(token.id() + 1)).isEmpty();
  }

  @Test
  default void aHolderHasItsOwnTokensOnlyInTheOrderOfTheirIds() {
    Group acme = group("acme");
    Project app = project("acme/app");
    DeployToken first = insert(acme, "1");
    DeployToken second = insert(app, "2");
    DeployToken third = insert(acme, "3");
    assertThat(tokens().ofHolder(acme.id())).containsExactly(first, third);
    assertThat(tokens().ofHolder(app.id())).containsExactly(second);
    assertThat(tokens().all()).containsExactly(first, second, third);
  }

  @Test
  default void aMovedHolderKeepsItsTokens() {
    Project app = project("app");
    DeployToken token = insert(app, "secret");
    move(app, "web");
    assertThat(tokens().findBySecret(digest("secret"))).contains(token);
  }

  @Test
  default void tokensGoWithTheirHolderAndNoOthersDo() {
    Project app = project("app");
    DeployToken gone = insert(app, "gone");
    DeployToken stays = insert(project("web"), "stays");
    use(gone, NOON, "gone");
    namespaces().delete(app.id());
    assertThat(tokens().all()).containsExactly(stays);
    assertThat(tokens().findBySecret(digest("gone"))).isEmpty();
    assertThat(tokens().lastUse(gone.id())).isEmpty();
  }

  @Test
  default void anIdOfATokenIsNeverUsedAgain() {
    Project app = project("app");
    DeployToken gone = insert(app, "gone");
    namespaces().delete(app.id());
    assertThat(insert(project("app"), "next").id()).isGreaterThan(gone.id());
  }

  @Test
  default void revokingIsSeenEverywhereAtOnceAndKeepsTheRow() {
    StorageUnderTest elsewhere = fromElsewhere();
    DeployToken token = insert(project("app"), "secret");
    DeployToken other = insert(project("web"), "other");
    elsewhere.tokens().revoke(token.id(), NOON);
    assertThat(tokens().findBySecret(digest("secret")).orElseThrow().revoked()).isTrue();
    assertThat(tokens().all()).extracting(DeployToken::id).containsExactly(token.id(), other.id());
    assertThat(tokens().find(other.id())).contains(other);
  }

  @Test
  default void whatWasReadBeforeIsReadAgainAfterEveryCommitOfAnybody() {
    StorageUnderTest elsewhere = fromElsewhere();
    List<StorageUnderTest> both = List.of(this, elsewhere);
    for (StorageUnderTest writer : both) {
      String secret = "secret of " + both.indexOf(writer);
      both.forEach(all -> assertThat(all.tokens().findBySecret(digest(secret))).isEmpty());
      DeployToken token = insert(project("app" + both.indexOf(writer)), secret);
      both.forEach(all -> assertThat(all.tokens().findBySecret(digest(secret))).contains(token));
      writer.tokens().revoke(token.id(), NOON);
      both.forEach(
          all ->
              assertThat(all.tokens().findBySecret(digest(secret)).orElseThrow().revoked())
                  .isTrue());
    }
  }

  @Test
  default void revokingAgainOrWhatDoesNotExistChangesNothing() {
    DeployToken token = insert(project("app"), "secret");
    tokens().revoke(token.id(), NOON);
    List<DeployToken> before = tokens().all();
    tokens().revoke(token.id(), NOON.plusSeconds(1));
    tokens().revoke(token.id() + 1, NOON);
    assertThat(tokens().all()).isEqualTo(before);
  }

  @Test
  default void theLatestUseIsKeptInWhateverOrderTheyCome() {
    DeployToken token = insert(project("app"), "secret");
    assertThat(tokens().lastUse(token.id())).isEmpty();
    use(token, NOON, "first");
    use(token, NOON.plusMillis(1), "latest");
    use(token, NOON.minusSeconds(60), "late to arrive");
    assertThat(tokens().lastUse(token.id()))
        .contains(new TokenUse(token.id(), NOON.plusMillis(1), "192.0.2.7", "latest"));
  }

  @Test
  default void usesOfVanishedTokensAreDroppedAndTheOthersKept() {
    DeployToken token = insert(project("app"), "secret");
    var vanished = new TokenUse(token.id() + 1, NOON, "192.0.2.7", "read");
    var kept = new TokenUse(token.id(), NOON, "2001:db8::7", "read");
    tokens().markUsed(List.of(vanished, kept));
    assertThat(tokens().lastUse(vanished.tokenId())).isEmpty();
    assertThat(tokens().lastUse(token.id())).contains(kept);
  }

  private void use(DeployToken token, Instant at, String what) {
    tokens().markUsed(List.of(new TokenUse(token.id(), at, "192.0.2.7", what)));
  }

  private DeployToken insert(Namespace holder, String secret) {
    return insert(holder, secret, Set.of(Scope.READ_REPOSITORY), Expiry.NEVER);
  }

  private DeployToken insert(Namespace holder, String secret, Set<Scope> scopes, Expiry expiry) {
    var draft = new TokenDraft("CI \u00fc \ud83d\udea2", "deployer", scopes, expiry);
    var token = new DeployToken(tokens().reserveId(), holder.id(), draft, NOON, false);
    tokens().insert(token, digest(secret));
    return token;
  }

  private static SecretDigest digest(String secret) {
    return new SecretDigest(secret.getBytes(StandardCharsets.UTF_8));
  }
}
