package io.wherry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.namespace.Group;
import io.wherry.namespace.Project;
import io.wherry.secret.Expiry;
import io.wherry.secret.SecretDigest;
import io.wherry.token.DeployToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenUsage;
import io.wherry.token.TokenUse;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link io.wherry.token.DeployTokens} promises. */
interface DeployTokenPromises extends TokensUnderTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "2030-01-31", "2030-01-31T08:00:00.007+02:00", "9999-12-31"})
  default void whatWasInsertedIsFoundAgainAsItWas(String expiry) {
    DeployToken token =
        insert(project("app"), "secret", EnumSet.allOf(Scope.class), Expiry.parse(expiry));
    assertThat(tokens().find(token.id())).contains(token);
    assertThat(tokenOf("secret")).contains(token);
  }

  @Test
  default void otherSecretsAndIdsFindNothing() {
    DeployToken token = insert(project("app"), "secret");
    assertThat(tokenOf("Secret")).isEmpty();
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
    assertThat(tokensOf(acme.id())).containsExactly(first, third);
    assertThat(tokensOf(app.id())).containsExactly(second);
    assertThat(allTokens()).containsExactly(first, second, third);
  }

  @Test
  default void aMovedHolderKeepsItsTokens() {
    Project app = project("app");
    DeployToken token = insert(app, "secret");
    move(app, "web");
    assertThat(tokenOf("secret")).contains(token);
  }

  @Test
  default void tokensGoWithTheirHolderAndNoOthersDo() {
    Project app = project("app");
    DeployToken gone = insert(app, "gone");
    DeployToken stays = insert(project("web"), "stays");
    markUsed("gone", NOON, "gone");
    delete(app);
    assertThat(allTokens()).containsExactly(stays);
    assertThat(tokenOf("gone")).isEmpty();
    assertThat(tokens().usage(gone.id())).isEqualTo(TokenUsage.NONE);
  }

  @Test
  default void anIdOfATokenIsNeverUsedAgain() {
    Project app = project("app");
    DeployToken gone = insert(app, "gone");
    delete(app);
    assertThat(insert(project("app"), "next").id()).isGreaterThan(gone.id());
  }

  @Test
  default void revokingIsSeenEverywhereAtOnceAndKeepsTheRow() {
    TokensUnderTest elsewhere = fromElsewhere();
    DeployToken token = insert(project("app"), "secret");
    DeployToken other = insert(project("web"), "other");
    elsewhere.tokens().revoke(token.id(), NOON, EVENT);
    assertThat(tokenOf("secret").orElseThrow().revoked()).isTrue();
    assertThat(allTokens()).extracting(DeployToken::id).containsExactly(token.id(), other.id());
    assertThat(tokens().find(other.id())).contains(other);
  }

  @Test
  default void whatWasReadBeforeIsReadAgainAfterEveryCommitOfAnybody() {
    TokensUnderTest elsewhere = fromElsewhere();
    List<TokensUnderTest> both = List.of(this, elsewhere);
    for (TokensUnderTest writer : both) {
      String secret = "secret of " + both.indexOf(writer);
      both.forEach(all -> assertThat(all.tokenOf(secret)).isEmpty());
      DeployToken token = insert(project("app" + both.indexOf(writer)), secret);
      both.forEach(all -> assertThat(all.tokenOf(secret)).contains(token));
      writer.tokens().revoke(token.id(), NOON, EVENT);
      both.forEach(all -> assertThat(all.tokenOf(secret).orElseThrow().revoked()).isTrue());
    }
  }

  @Test
  default void revokingAgainOrWhatDoesNotExistChangesNothing() {
    DeployToken token = insert(project("app"), "secret");
    tokens().revoke(token.id(), NOON, EVENT);
    List<DeployToken> before = allTokens();
    tokens().revoke(token.id(), NOON.plusSeconds(1), EVENT);
    tokens().revoke(token.id() + 1, NOON, EVENT);
    assertThat(allTokens()).isEqualTo(before);
  }

  @Test
  default void theLatestUseIsKeptInWhateverOrderTheyCome() {
    DeployToken token = insert(project("app"), "secret");
    assertThat(lastUse(token)).isEmpty();
    markUsed("secret", NOON, "first");
    markUsed("secret", NOON.plusMillis(1), "latest");
    markUsed("secret", NOON.minusSeconds(60), "late to arrive");
    assertThat(lastUse(token)).contains(use("secret", NOON.plusMillis(1), "latest"));
  }

  @Test
  default void usesOfVanishedTokensAreDroppedAndTheOthersKept() {
    DeployToken token = insert(project("app"), "secret");
    var kept = new TokenUse(digest("secret"), NOON, "2001:db8::7", "read");
    tokens().markUsed(List.of(use("vanished", NOON, "read"), kept));
    assertThat(lastUse(token)).contains(kept);
  }
}
