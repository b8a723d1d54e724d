package io.wherry.store;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.audit.AuditEvent;
import io.wherry.namespace.Project;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenState;
import io.wherry.token.DeployToken;
import io.wherry.token.DeployTokens.Replacement;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import io.wherry.token.TokenQuery;
import io.wherry.token.TokenUsage;
import io.wherry.token.TokenUsage.Former;
import io.wherry.token.TokenUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link io.wherry.token.DeployTokens} promises of lists, changes and rotations. */
interface TokenChangePromises extends TokensUnderTest {
  Expiry TOMORROW = Expiry.parse("2026-06-02T12:00:00.123Z");

  @ParameterizedTest
  @CsvSource({
    "ACTIVE,                 endless tomorrow",
    "EXPIRED,                yesterday now",
    "REVOKED,                revoked revoked-and-expired",
    "ACTIVE EXPIRED,         endless tomorrow yesterday now",
    "ACTIVE EXPIRED REVOKED, endless tomorrow yesterday now revoked revoked-and-expired",
  })
  default void aListHasTheStatesThatAreAskedFor(String states, String names) {
    Project app = project("app");
    named(app, "endless", Expiry.NEVER);
    named(app, "tomorrow", TOMORROW);
    named(app, "yesterday", new Expiry(NOON.minusSeconds(86_400)));
    named(app, "now", new Expiry(NOON));
    tokens().revoke(named(app, "revoked", Expiry.NEVER).id(), NOON, EVENT);
    tokens().revoke(named(app, "revoked-and-expired", new Expiry(NOON)).id(), NOON, EVENT);
    named(project("web"), "of another holder", Expiry.NEVER);
    Set<TokenState> wanted =
        Set.copyOf(List.of(states.split(" ")).stream().map(TokenState::valueOf).toList());
    assertThat(
            tokens().list(new TokenQuery(app.id(), wanted, NOON), PageRequest.EVERYTHING).items())
        .extracting(token -> token.draft().name())
        .containsExactly(names.split(" "));
  }

  private DeployToken named(Project holder, String name, Expiry expiry) {
    var draft = new TokenDraft(name, "u", Set.of(Scope.READ_REPOSITORY), expiry);
    return insert(new DeployToken(tokens().reserveId(), holder.id(), draft, NOON, false, 0), name);
  }

  @Test
  default void tokensAreListedPageByPage() {
    Project app = project("app");
    List<DeployToken> all = IntStream.range(0, 5).mapToObj(i -> insert(app, "s" + i)).toList();
    for (int number = 1; number <= 4; number++) {
      Page<DeployToken> page = tokens().list(TokenQuery.of(app.id()), new PageRequest(number, 2));
      assertThat(page.items())
          .isEqualTo(all.subList(Math.min(2 * number - 2, 5), Math.min(2 * number, 5)));
      assertThat(page.total()).hasValue(5);
      assertThat(page.more()).isEqualTo(number < 3);
    }
  }

  @Test
  default void aTokenKeepsItsMakerUntilHeIsGone() {
    long ada = user("ada").id();
    Project app = project("app");
    TokenDraft draft = insert(app, "other").draft();
    DeployToken token =
        insert(new DeployToken(tokens().reserveId(), app.id(), draft, NOON, false, ada), "secret");
    assertThat(tokens().find(token.id())).contains(token);
    accounts().delete(ada, EVENT);
    assertThat(tokenOf("secret").orElseThrow().creatorId()).isZero();
  }

  @Test
  default void anUpdateChangesTheDraftAndNothingElse() {
    DeployToken token = insert(project("app"), "secret");
    var draft = new TokenDraft("other", "robot", Set.of(Scope.WRITE_REGISTRY), TOMORROW);
    var before = new ArrayList<DeployToken>();
    DeployToken changed =
        tokens().update(token.id(), found -> found.with(draft), found -> noting(before, found));
    assertThat(changed).isEqualTo(token.with(draft));
    assertThat(tokens().find(token.id())).contains(changed);
    assertThat(tokenOf("secret")).contains(changed);
    assertThat(before).containsExactly(token);
    assertStops(NOT_FOUND, () -> tokens().update(token.id() + 1, found -> found, found -> EVENT));
  }

  private static AuditEvent noting(List<DeployToken> seen, DeployToken token) {
    seen.add(token);
    return EVENT;
  }

  @Test
  default void ofUpdatesOfATokenAtOnceNoneIsLost() {
    DeployToken token = insert(project("app"), "secret");
    StorageUnderTest elsewhere = fromElsewhere();
    UnaryOperator<DeployToken> longer =
        found -> found.with(found.draft().withUsername(found.username() + "+"));
    Together.run(
        IntStream.range(0, 8)
            .mapToObj(i -> i % 2 == 0 ? this : elsewhere)
            .<Callable<DeployToken>>map(
                storage -> () -> storage.tokens().update(token.id(), longer, found -> EVENT))
            .toList());
    assertThat(tokenOf("secret").orElseThrow().username()).isEqualTo("deployer" + "+".repeat(8));
  }

  @Test
  default void aChangeThatIsRefusedChangesNothing() {
    DeployToken token = insert(project("app"), "secret");
    UnaryOperator<DeployToken> refusal =
        found -> {
          throw new ProblemException(CONFLICT, "no");
        };
    assertStops(CONFLICT, () -> tokens().update(token.id(), refusal, found -> EVENT));
    assertStops(CONFLICT, () -> rotate(token, "new", refusal));
    assertThat(tokens().find(token.id())).contains(token);
    assertThat(tokenOf("new")).isEmpty();
    assertThat(tokens().usage(token.id())).isEqualTo(TokenUsage.NONE);
  }

  @Test
  default void aRotationLeavesTheFormerSecretItsTime() {
    TokensUnderTest elsewhere = fromElsewhere();
    DeployToken token = insert(project("app"), "old");
    assertThat(elsewhere.tokenOf("old")).contains(token);
    var draft = new TokenDraft("other", "robot", Set.of(Scope.READ_REGISTRY), Expiry.NEVER);
    DeployToken rotated = rotate(token, "new", found -> found.with(draft));
    assertThat(rotated).isEqualTo(token.with(draft));
    assertThat(elsewhere.tokenOf("old")).contains(rotated);
    assertThat(elsewhere.tokenOf("new")).contains(rotated);
    assertThat(state("old", 0)).isEqualTo(TokenState.ACTIVE);
    assertThat(state("old", 86_399)).isEqualTo(TokenState.ACTIVE);
    assertThat(state("old", 86_400)).as("at its end").isEqualTo(TokenState.REVOKED);
    assertThat(state("new", 864_000)).isEqualTo(TokenState.ACTIVE);
    assertStops(
        NOT_FOUND, () -> tokens().rotate(token.id() + 1, found -> found, to("x"), after -> EVENT));
  }

  @Test
  default void earlierSecretsKeepTheirOwnEnds() {
    DeployToken token = insert(project("app"), "first");
    rotate(token, "second");
    tokens()
        .rotate(
            token.id(),
            found -> found,
            new Replacement(digest("third"), new Expiry(NOON.plusSeconds(10))),
            after -> EVENT);
    assertThat(state("first", 11)).isEqualTo(TokenState.ACTIVE);
    assertThat(state("second", 9)).isEqualTo(TokenState.ACTIVE);
    assertThat(state("second", 11)).isEqualTo(TokenState.REVOKED);
    assertThat(state("third", 11)).isEqualTo(TokenState.ACTIVE);
    assertThat(tokens().usage(token.id()).former())
        .extracting(Former::ends)
        .containsExactly(TOMORROW, new Expiry(NOON.plusSeconds(10)));
  }

  @Test
  default void usageTellsWhichSecretIsStillInUse() {
    DeployToken token = insert(project("app"), "old");
    markUsed("old", NOON, "before");
    rotate(token, "new");
    assertThat(tokens().usage(token.id()))
        .isEqualTo(usage(List.of(), List.of(use("old", NOON, "before"))));
    markUsed("old", NOON.plusSeconds(2), "still");
    markUsed("old", NOON.plusSeconds(1), "late to arrive");
    markUsed("new", NOON.plusSeconds(1), "first");
    var old = use("old", NOON.plusSeconds(2), "still");
    assertThat(tokens().usage(token.id()))
        .isEqualTo(usage(List.of(use("new", NOON.plusSeconds(1), "first")), List.of(old)));
    assertThat(lastUse(token)).contains(old);
    long unused = insert(project("web"), "unused").id();
    assertThat(tokens().usage(List.of(token.id(), unused)))
        .containsOnly(
            Map.entry(token.id(), tokens().usage(token.id())), Map.entry(unused, TokenUsage.NONE));
  }

  private static TokenUsage usage(List<TokenUse> current, List<TokenUse> former) {
    return new TokenUsage(current, List.of(new Former(TOMORROW, former)));
  }

  @Test
  default void aRevokedTokenIsRevokedBySecretsOldAndNew() {
    DeployToken token = insert(project("app"), "old");
    rotate(token, "new");
    tokens().revoke(token.id(), NOON, EVENT);
    assertThat(state("old", 0)).isEqualTo(TokenState.REVOKED);
    assertThat(state("new", 0)).isEqualTo(TokenState.REVOKED);
  }

  @Test
  default void aDeletedTokenIsInNoAnswerButItsSecretsAreKnownAsRevoked() {
    Project app = project("app");
    DeployToken token = insert(app, "old");
    DeployToken other = insert(app, "other");
    rotate(token, "new");
    tokens().delete(token.id(), NOON, EVENT);
    assertThat(tokens().find(token.id())).isEmpty();
    assertThat(allTokens()).containsExactly(other);
    assertThat(tokensOf(app.id())).containsExactly(other);
    assertThat(state("old", 0)).isEqualTo(TokenState.REVOKED);
    assertThat(state("new", 0)).isEqualTo(TokenState.REVOKED);
    assertStops(NOT_FOUND, () -> tokens().delete(token.id(), NOON, EVENT));
    assertStops(NOT_FOUND, () -> rotate(token, "newer"));
    assertStops(NOT_FOUND, () -> tokens().update(token.id(), found -> found, found -> EVENT));
  }

  private DeployToken rotate(DeployToken token, String secret) {
    return rotate(token, secret, found -> found);
  }

  private DeployToken rotate(DeployToken token, String secret, UnaryOperator<DeployToken> change) {
    return tokens().rotate(token.id(), change, to(secret), after -> EVENT);
  }

  private Replacement to(String secret) {
    return new Replacement(digest(secret), TOMORROW);
  }

  private TokenState state(String secret, long secondsAfterNoon) {
    return tokens()
        .findBySecret(digest(secret))
        .orElseThrow()
        .stateAt(NOON.plusSeconds(secondsAfterNoon));
  }
}
