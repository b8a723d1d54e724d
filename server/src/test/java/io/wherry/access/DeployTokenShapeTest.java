package io.wherry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.access.Decision.Denied;
import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What deploy tokens get at where they are not for, and however they are presented. */
class DeployTokenShapeTest {
  private static final NamespaceRef PLACE = new NamespaceRef.ByPath("acme/tools/app");

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

  static Stream<Area> areasForPeople() {
    return Arrays.stream(Area.values()).filter(area -> !area.isForDeployTokens());
  }

  /** Valid or not, or anybody could find out there which ones are. */
  @ParameterizedTest
  @MethodSource("areasForPeople")
  void whatLooksLikeADeployTokenIsToldThatItIsNotForThis(Area area) {
    for (String who :
        List.of("group", "bare group", "misnamed", "revoked", "expired", "images", "stranger")) {
      for (Resource resource :
          List.of(
              Resource.instance(area),
              Resource.project(area, PLACE),
              Resource.project(area, new NamespaceRef.ByPath("missing")),
              Resource.group(area, new NamespaceRef.ByPath("acme")))) {
        assertThat(reasons(scene.decide(who, resource, Action.READ)))
            .as("%s on %s", who, resource)
            .containsExactly(Reason.NEVER_FOR_TOKENS);
      }
    }
  }

  /** Bad-input row 2: a check that ran for one form of a credential and not for another. */
  @Test
  void badInput2ATokenGetsTheSameHoweverItIsPresented() {
    for (Area area : List.of(Area.PACKAGES, Area.REGISTRY, Area.PROXY)) {
      for (Action action : Action.values()) {
        for (NamespaceRef place : List.of(PLACE, new NamespaceRef.ByPath("other/open"))) {
          var resource = Resource.project(area, place);
          assertThat(reasons(scene.decide("bare package reader", resource, action)))
              .isEqualTo(reasons(scene.decide("package reader", resource, action)));
        }
      }
    }
    var packages = Resource.project(Area.PACKAGES, PLACE);
    assertThat(reasons(scene.decide("bare package reader", packages, Action.READ))).isEmpty();
  }

  @Test
  void aSecretAloneNamesItsPersonEverywhereButInGit() {
    for (Area area : List.of(Area.SETTINGS, Area.MEMBERS, Area.TOKENS, Area.HISTORY)) {
      assertThat(reasons(scene.decide("bare root", Resource.project(area, PLACE), Action.READ)))
          .isEmpty();
    }
    var git = Resource.project(Area.REPOSITORY, PLACE);
    assertThat(reasons(scene.decide("bare root", git, Action.READ)))
        .containsExactly(Reason.UNKNOWN_SECRET);
  }

  private static Set<Reason> reasons(Decision decision) {
    return decision instanceof Denied denied ? Set.of(denied.reason()) : Set.of();
  }
}
