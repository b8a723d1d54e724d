package io.wherry.store;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.PersonalTokenQuery;
import io.wherry.account.User;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.secret.Expiry;
import io.wherry.secret.SecretDigest;
import io.wherry.secret.TokenState;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link io.wherry.account.PersonalTokens} promises. */
interface PersonalTokenPromises extends StorageUnderTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "2030-01-31T08:00:00.007+02:00", "9999-12-31"})
  default void aPersonalTokenIsFoundAgainAsItWas(String expiry) {
    var scopes = EnumSet.allOf(PersonalScope.class);
    var draft = new PersonalTokenDraft("CI \u00fc \ud83d\udea2", scopes, Expiry.parse(expiry));
    PersonalToken token = insert(user("ada"), draft, "secret");
    assertThat(personalTokens().find(token.id())).contains(token);
    assertThat(personalTokens().findBySecret(secret("secret"))).contains(token);
    assertThat(personalTokens().findBySecret(secret("Secret"))).isEmpty();
    assertThat(personalTokens().find(token.id() + 1)).isEmpty();
  }

  @Test
  default void personalTokensAreListedByTheirIdsOfOnePersonOrOfAll() {
    User ada = user("ada");
    User bob = user("bob");
    PersonalToken first = insert(ada, "1");
    PersonalToken second = insert(bob, "2");
    PersonalToken third = insert(ada, "3");
    assertThat(of(ada.id())).containsExactly(first, third);
    assertThat(of(bob.id())).containsExactly(second);
    assertThat(of(0)).containsExactly(first, second, third);
    Page<PersonalToken> page = personalTokens().list(0, new PageRequest(2, 2));
    assertThat(page.items()).containsExactly(third);
    assertThat(page.total()).hasValue(3);
    assertThat(personalTokens().list(0, new PageRequest(1, 2)).more()).isTrue();
  }

  @Test
  default void theLatestUseOfEachPersonalTokenIsKept() {
    PersonalToken used = insert(user("ada"), "1");
    PersonalToken unused = insert(user("bob"), "2");
    var ids = List.of(used.id(), unused.id(), 77L);
    personalTokens().markUsed(Map.of(used.id(), NOON, 77L, NOON));
    assertThat(personalTokens().lastUses(ids)).containsExactly(Map.entry(used.id(), NOON));
    personalTokens().markUsed(Map.of(used.id(), NOON.plusMillis(1)));
    personalTokens().markUsed(Map.of(used.id(), NOON.minusMillis(1)));
    assertThat(personalTokens().lastUses(ids)).containsEntry(used.id(), NOON.plusMillis(1));
    assertThat(personalTokens().lastUses(List.of())).isEmpty();
    accounts().delete(used.user().id(), EVENT);
    assertThat(personalTokens().lastUses(ids)).isEmpty();
  }

  @Test
  default void revokingAPersonalTokenIsSeenEverywhereAtOnceAndKeepsTheRow() {
    StorageUnderTest elsewhere = fromElsewhere();
    User ada = user("ada");
    PersonalToken token = insert(ada, "secret");
    PersonalToken other = insert(ada, "other");
    assertThat(elsewhere.personalTokens().findBySecret(secret("secret"))).contains(token);
    personalTokens().revoke(token.id(), NOON, EVENT);
    personalTokens().revoke(token.id() + 100, NOON, EVENT);
    PersonalToken found = elsewhere.personalTokens().findBySecret(secret("secret")).orElseThrow();
    assertThat(found.revoked()).isTrue();
    assertThat(of(ada.id())).containsExactly(found, other);
  }

  @Test
  default void aTokenThatIsReplacedIsRevokedInTheSameMoment() {
    User ada = user("ada");
    PersonalToken former = insert(ada, "former");
    var next = new PersonalToken(personalTokens().reserveId(), ada, former.draft(), NOON, false);
    personalTokens().replace(former.id(), next, secret("next"), EVENT);
    assertThat(personalTokens().findBySecret(secret("next"))).contains(next);
    assertThat(personalTokens().find(former.id()).orElseThrow().revoked()).isTrue();
    var third = new PersonalToken(personalTokens().reserveId(), ada, former.draft(), NOON, false);
    for (long gone : List.of(former.id(), third.id() + 1)) {
      assertStops(CONFLICT, () -> personalTokens().replace(gone, third, secret("third"), EVENT));
    }
    assertThat(personalTokens().findBySecret(secret("third"))).isEmpty();
    assertThat(of(ada.id())).hasSize(2).contains(next);
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE,                 1 2",
    "EXPIRED,                3",
    "REVOKED,                4 5",
    "ACTIVE REVOKED,         1 2 4 5",
    "ACTIVE EXPIRED REVOKED, 1 2 3 4 5",
  })
  default void personalTokensAreListedByTheirStates(String states, String names) {
    User ada = user("ada");
    List<String> ends = List.of("", "2026-06-02", "2026-06-01T12:00:00.123Z", "", "2026-06-01");
    for (int i = 1; i <= ends.size(); i++) {
      var scopes = Set.of(PersonalScope.API);
      var draft = new PersonalTokenDraft("" + i, scopes, Expiry.parse(ends.get(i - 1)));
      PersonalToken token = insert(ada, draft, "secret " + i);
      if (i > 3) {
        personalTokens().revoke(token.id(), NOON, EVENT);
      }
    }
    Set<TokenState> wanted =
        Set.copyOf(Stream.of(states.split(" ")).map(TokenState::valueOf).toList());
    var query = new PersonalTokenQuery(ada.id(), wanted, NOON);
    assertThat(personalTokens().list(query, PageRequest.EVERYTHING).items())
        .extracting(token -> token.draft().name())
        .containsExactly(names.split(" "));
  }

  @Test
  default void aTokenComesWithItsPersonAsItIsNow() {
    StorageUnderTest elsewhere = fromElsewhere();
    User ada = user("ada");
    insert(ada, "secret");
    assertThat(personalTokens().findBySecret(secret("secret")).orElseThrow().user()).isEqualTo(ada);
    var blocked = new User(ada.id(), ada.draft(), true, ada.createdAt());
    elsewhere.accounts().update(ada.id(), found -> blocked, to -> EVENT);
    assertThat(personalTokens().findBySecret(secret("secret")).orElseThrow().user())
        .isEqualTo(blocked);
  }

  @Test
  default void anIdOfAPersonalTokenIsNeverUsedAgain() {
    User ada = user("ada");
    PersonalToken gone = insert(ada, "gone");
    accounts().delete(ada.id(), EVENT);
    assertThat(insert(user("bob"), "next").id()).isGreaterThan(gone.id());
  }

  private List<PersonalToken> of(long userId) {
    return personalTokens().list(userId, PageRequest.EVERYTHING).items();
  }

  private PersonalToken insert(User user, String secret) {
    var draft = new PersonalTokenDraft("test", Set.of(PersonalScope.READ_API), Expiry.NEVER);
    return insert(user, draft, secret);
  }

  private PersonalToken insert(User user, PersonalTokenDraft draft, String secret) {
    var token = new PersonalToken(personalTokens().reserveId(), user, draft, NOON, false);
    personalTokens().insert(token, secret(secret), EVENT);
    return token;
  }

  private static SecretDigest secret(String text) {
    return new SecretDigest(text.getBytes(StandardCharsets.UTF_8));
  }
}
