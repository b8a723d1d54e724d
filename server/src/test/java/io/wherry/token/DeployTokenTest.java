package io.wherry.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.namespace.About;
import io.wherry.namespace.Features;
import io.wherry.namespace.Group;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployTokenTest {

  @ParameterizedTest
  @CsvSource({
    "'',                   false, 2026-06-01T12:00:00Z,           ACTIVE",
    "'',                   true,  2026-06-01T12:00:00Z,           REVOKED",
    "2026-06-02,           false, 2026-06-01T23:59:59.999999999Z, ACTIVE",
    "2026-06-02,           false, 2026-06-02T00:00:00Z,           EXPIRED",
    "2026-06-02,           false, 2026-06-02T13:00:00Z,           EXPIRED",
    "2026-06-02T08:00:00Z, false, 2026-06-02T07:59:59.999Z,       ACTIVE",
    "2026-06-02T08:00:00Z, false, 2026-06-02T08:00:00Z,           EXPIRED",
    "2001-01-01,           false, 2026-06-01T12:00:00Z,           EXPIRED",
    "2026-06-02,           true,  2026-06-01T12:00:00Z,           REVOKED",
    "2001-01-01,           true,  2026-06-01T12:00:00Z,           REVOKED",
  })
  void theStateFollowsFromExpiryAndRevocation(
      String expiry, boolean revoked, Instant now, TokenState state) {
    assertThat(token(7, Expiry.parse(expiry), revoked).stateAt(now)).isEqualTo(state);
  }

  /** The holder's id, the lineage of the place, and whether the token reaches it. */
  @ParameterizedTest
  @CsvSource({
    "7, 7,     true",
    "7, 7/9,   true",
    "7, 1/7/9, true",
    "7, 1/9,   false",
    "9, 7/9,   true",
    "9, 7,     false",
    "7, 77,    false",
    "7, 70/9,  false",
  })
  void aTokenReachesItsHolderAndWhatLiesInsideToday(long holder, String lineage, boolean reached) {
    List<Long> ids = List.of(lineage.split("/")).stream().map(Long::valueOf).toList();
    NamespacePath path = NamespacePath.parse("anything");
    long id = ids.get(ids.size() - 1);
    var about = About.of(path);
    DeployToken token = token(holder, Expiry.NEVER, false);
    assertThat(token.reaches(new Group(id, path, ids, Visibility.PUBLIC, about, Instant.EPOCH)))
        .isEqualTo(reached);
    assertThat(
            token.reaches(
                new Project(
                    id, path, ids, Visibility.PUBLIC, about, Features.DEFAULT, Instant.EPOCH)))
        .isEqualTo(reached);
  }

  @Test
  void aTokenAllowsWhatAnyOfItsScopesAllows() {
    DeployToken token = token(7, Expiry.NEVER, false);
    assertThat(token.allows(new Permission(Area.REPOSITORY, Action.READ))).isTrue();
    assertThat(token.allows(new Permission(Area.REGISTRY, Action.WRITE))).isTrue();
    assertThat(token.allows(new Permission(Area.REGISTRY, Action.READ))).isFalse();
    assertThat(token.allows(new Permission(Area.REPOSITORY, Action.WRITE))).isFalse();
  }

  private static DeployToken token(long holder, Expiry expiry, boolean revoked) {
    var scopes = Set.of(Scope.READ_REPOSITORY, Scope.WRITE_REGISTRY);
    var draft = new TokenDraft("n", "u", scopes, expiry);
    return new DeployToken(1, holder, draft, Instant.EPOCH, revoked, 0);
  }
}
