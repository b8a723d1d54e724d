package io.wherry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.access.Decision.Denied;
import io.wherry.access.Decision.GrantedIn;
import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Credentials, place and action, and what they come to. */
class AccessPolicyTest {
  private static final String PRIVATE = "acme/tools/app";
  private static final String PUBLIC = "acme/open";
  private static final String OFF = "acme/off";
  private static final String FOREIGN = "other/app";
  private static final String FOREIGN_PRIVATE = "other/private";
  private static final String FOREIGN_PUBLIC = "other/open";
  private static final String MISSING = "acme/missing";

  private static final AccessRules GIT_OFF = new AccessRules(false, false, false, false);
  private static final AccessRules TOKENS_ONLY = new AccessRules(true, true, false, false);
  private static final AccessRules TOKENS_RULED_OUT = new AccessRules(true, false, true, false);
  private static final AccessRules SPACE_IS_PLUS = new AccessRules(true, false, false, true);

  @TempDir private static Path directory;
  private static Scene scene;

  @BeforeAll
  static void fill() {
    scene = new Scene(directory);
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  /** One line of the table; an empty reason is a grant. */
  record Row(AccessRules rules, String who, Action action, String place, Set<Reason> reason) {
    @Override
    public String toString() {
      return who + " " + action + " " + place + " under " + rules + ": " + reason;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
            // Who cannot prove anything is told so, whatever the place.
            read("nobody", Reason.NO_CREDENTIALS, PRIVATE, OFF, FOREIGN, MISSING, "acme", ""),
            read("unreadable", Reason.UNKNOWN_SECRET, PRIVATE, PUBLIC, MISSING),
            read("stranger", Reason.UNKNOWN_SECRET, PRIVATE, PUBLIC, MISSING),
            read("empty secret", Reason.UNKNOWN_SECRET, PRIVATE, PUBLIC, MISSING),
            read("expired", Reason.EXPIRED, PRIVATE, PUBLIC, MISSING),
            read("revoked", Reason.REVOKED, PRIVATE, PUBLIC, MISSING),
            read("misnamed", Reason.WRONG_USERNAME, PRIVATE, PUBLIC, MISSING),
            read("misnamed by case", Reason.WRONG_USERNAME, PRIVATE),
            read("unnamed", Reason.WRONG_USERNAME, PRIVATE),
            read("spaced", Reason.WRONG_USERNAME, PRIVATE),
            // Without a scope a token learns nothing about places.
            read("images", Reason.NO_SCOPE, PRIVATE, PUBLIC, FOREIGN, MISSING),
            read("packages", Reason.NO_SCOPE, PRIVATE, PUBLIC, MISSING),
            // With it, reach decides, and is never more for an open place.
            granted("group", PRIVATE, PUBLIC, "ACME/Tools/APP"),
            read("group", Reason.FEATURE_OFF, OFF),
            read("group", Reason.OUT_OF_REACH, FOREIGN, FOREIGN_PUBLIC),
            read("group", Reason.NO_SUCH_PLACE, MISSING, "acme", "acme/tools", "", PRIVATE + "/x"),
            granted("subgroup", PRIVATE),
            read("subgroup", Reason.OUT_OF_REACH, PUBLIC, OFF, FOREIGN),
            granted("project", PRIVATE),
            read("project", Reason.OUT_OF_REACH, PUBLIC, OFF, FOREIGN, FOREIGN_PUBLIC),
            // Git sends pairs: a secret alone proves nothing there.
            read("bare group", Reason.UNKNOWN_SECRET, PRIVATE, PUBLIC, MISSING),
            granted("nobody", PUBLIC, FOREIGN_PUBLIC))
        .flatMap(List::stream);
  }

  /** Administrators everywhere, others by their role and by what is open to them. */
  static Stream<Row> people() {
    return Stream.of(
            granted("root", PRIVATE, PUBLIC, FOREIGN),
            read("root", Reason.FEATURE_OFF, OFF),
            read("root", Reason.NO_SUCH_PLACE, MISSING, "acme"),
            granted("person", PUBLIC, FOREIGN, FOREIGN_PUBLIC),
            read("person", Reason.OUT_OF_REACH, PRIVATE),
            read("person", Reason.FEATURE_OFF, OFF),
            read("person", Reason.NO_SUCH_PLACE, MISSING),
            granted("developer", PRIVATE, PUBLIC, FOREIGN),
            read("developer", Reason.FEATURE_OFF, OFF),
            granted("developer's read_repository", PRIVATE, PUBLIC, FOREIGN),
            read("developer's read_api", Reason.NO_SCOPE, PRIVATE, PUBLIC, MISSING),
            read("blocked", Reason.BLOCKED, PRIVATE, PUBLIC, MISSING),
            read("guesser", Reason.THROTTLED, PRIVATE, PUBLIC, MISSING))
        .flatMap(List::stream);
  }

  static Stream<Row> writes() {
    return Stream.of(
            under(AccessRules.DEFAULT, "nobody", Reason.NO_CREDENTIALS, PRIVATE, PUBLIC),
            under(AccessRules.DEFAULT, "stranger", Reason.UNKNOWN_SECRET, PUBLIC),
            under(AccessRules.DEFAULT, "group", Reason.NEVER_FOR_TOKENS, PRIVATE, MISSING, OFF),
            under(AccessRules.DEFAULT, "images", Reason.NEVER_FOR_TOKENS, PRIVATE, FOREIGN),
            under(AccessRules.DEFAULT, "expired", Reason.EXPIRED, PRIVATE),
            under(AccessRules.DEFAULT, "person", Reason.OUT_OF_REACH, PRIVATE),
            under(AccessRules.DEFAULT, "person", Reason.ROLE_TOO_LOW, PUBLIC, FOREIGN),
            under(AccessRules.DEFAULT, "person", Reason.NO_SUCH_PLACE, MISSING),
            under(AccessRules.DEFAULT, "developer", Set.of(), PRIVATE, PUBLIC),
            under(AccessRules.DEFAULT, "developer", Reason.ROLE_TOO_LOW, FOREIGN),
            under(
                AccessRules.DEFAULT,
                "developer's read_repository",
                Reason.NO_SCOPE,
                PRIVATE,
                MISSING),
            under(AccessRules.DEFAULT, "blocked", Reason.BLOCKED, PUBLIC))
        .flatMap(List::stream)
        .map(row -> new Row(row.rules(), row.who(), Action.WRITE, row.place(), row.reason()));
  }

  static Stream<Row> rulesOfTheInstance() {
    return Stream.of(
            under(GIT_OFF, "nobody", Reason.NO_CREDENTIALS, PRIVATE, PUBLIC),
            under(GIT_OFF, "group", Reason.AREA_OFF, PRIVATE, PUBLIC, FOREIGN, MISSING),
            under(GIT_OFF, "images", Reason.AREA_OFF, PRIVATE),
            under(GIT_OFF, "root", Reason.AREA_OFF, PRIVATE, MISSING),
            under(GIT_OFF, "revoked", Reason.REVOKED, PRIVATE),
            under(TOKENS_ONLY, "nobody", Reason.NO_CREDENTIALS, PUBLIC),
            under(TOKENS_ONLY, "root", Reason.ONLY_FOR_TOKENS, PRIVATE, MISSING),
            under(TOKENS_ONLY, "group", Set.of(), PRIVATE),
            under(TOKENS_RULED_OUT, "group", Reason.OBJECTED, PRIVATE, PUBLIC, MISSING),
            under(TOKENS_RULED_OUT, "revoked", Reason.REVOKED, PRIVATE),
            under(TOKENS_RULED_OUT, "root", Set.of(), PRIVATE),
            under(TOKENS_RULED_OUT, "nobody", Set.of(), PUBLIC),
            under(SPACE_IS_PLUS, "spaced", Set.of(), PRIVATE),
            under(SPACE_IS_PLUS, "group", Set.of(), PRIVATE),
            under(SPACE_IS_PLUS, "misnamed", Reason.WRONG_USERNAME, PRIVATE))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource({"rows", "people", "writes", "rulesOfTheInstance"})
  void theTableHolds(Row row) {
    Decision decision = decide(row.rules(), row.who(), row.action(), row.place());
    assertThat(reason(decision)).isEqualTo(row.reason());
    if (decision instanceof GrantedIn granted) {
      assertThat(granted.project().path().key()).isEqualTo(row.place().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void everyReasonIsInTheTable() {
    assertThat(
            Stream.of(rows(), people(), writes(), rulesOfTheInstance())
                .flatMap(table -> table)
                .flatMap(row -> row.reason().stream())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Reason.class));
  }

  @Test
  void whoProvedNothingIsNobodyInTheLogToo() {
    for (String who : List.of("stranger", "expired", "revoked", "misnamed", "nobody")) {
      assertThat(decide(AccessRules.DEFAULT, who, Action.READ, PRIVATE).actor().label())
          .isEqualTo("anonymous");
    }
  }

  @Test
  void aMovedProjectIsReachedFromWhereItLiesToday() throws IOException {
    try (var own = new Scene(Files.createDirectory(directory.resolve("moving")))) {
      own.move(PRIVATE, "other/moved");
      assertThat(reason(own.decide("group", PRIVATE))).containsExactly(Reason.OUT_OF_REACH);
      assertThat(reason(own.decide("project", PRIVATE))).as("by its former path").isEmpty();
      own.move("other/moved", "acme/back");
      assertThat(reason(own.decide("group", "acme/back"))).isEmpty();
    }
  }

  /** Tokens and people count their ids apart: both have a 7. */
  @Test
  void badInput9TokenSevenIsNotUserSeven() {
    Decision token = decide(AccessRules.DEFAULT, "token 7", Action.READ, FOREIGN_PRIVATE);
    Decision user = decide(AccessRules.DEFAULT, "user 7", Action.READ, FOREIGN_PRIVATE);
    assertThat(reason(token)).isEmpty();
    assertThat(token.actor().label()).isEqualTo("token#7");
    assertThat(reason(user)).containsExactly(Reason.OUT_OF_REACH);
    assertThat(user.actor().label()).isEqualTo("user#user-7");
    assertThat(token.actor()).isNotEqualTo(user.actor());
    assertThat(
            reason(decide(AccessRules.DEFAULT, "token 7 as user 7", Action.READ, FOREIGN_PRIVATE)))
        .containsExactly(Reason.WRONG_USERNAME);
  }

  private static Decision decide(AccessRules rules, String who, Action action, String place) {
    var resource = Resource.project(Area.REPOSITORY, new NamespaceRef.ByPath(place));
    return scene.policy(rules).decide(scene.credentials(who), resource, action);
  }

  private static Set<Reason> reason(Decision decision) {
    return decision instanceof Denied denied ? Set.of(denied.reason()) : Set.of();
  }

  private static List<Row> read(String who, Reason reason, String... places) {
    return under(AccessRules.DEFAULT, who, reason, places);
  }

  private static List<Row> granted(String who, String... places) {
    return under(AccessRules.DEFAULT, who, Set.of(), places);
  }

  private static List<Row> under(AccessRules rules, String who, Reason reason, String... places) {
    return under(rules, who, Set.of(reason), places);
  }

  private static List<Row> under(
      AccessRules rules, String who, Set<Reason> reason, String... places) {
    return Arrays.stream(places)
        .map(place -> new Row(rules, who, Action.READ, place, reason))
        .toList();
  }
}
