package io.wherry.store;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.namespace.NamespaceDraft.Founder.NOBODY;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.INVALID;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link io.wherry.namespace.Namespaces#move} promises. */
interface MovePromises extends StorageUnderTest {
  int MOVES = 10;
  Namespaces.MoveNote NOTED = (moved, former) -> EVENT;

  @Test
  default void everythingInsideMovesAlong() {
    group("acme");
    Group tools = group("acme/tools");
    Group deep = group("acme/tools/deep");
    Group deeper = group("acme/tools/deep/er");
    Project app = project("acme/tools/deep/er/App");
    Group other = group("other");
    Namespace moved = move(tools, "other/Kit");
    assertThat(moved.path()).hasToString("other/Kit");
    Namespace found = find("other/kit/deep/er/app").orElseThrow();
    assertThat(found.path()).hasToString("other/Kit/deep/er/App");
    assertThat(found.lineage())
        .containsExactly(other.id(), tools.id(), deep.id(), deeper.id(), app.id());
    assertThat(namespaces().all()).hasSize(6);
  }

  @Test
  default void aNamespaceMovesToTheTopLevel() {
    group("acme");
    Group tools = group("acme/tools");
    Project app = project("acme/tools/app");
    move(tools, "tools");
    assertThat(find("tools/app").orElseThrow().lineage()).containsExactly(tools.id(), app.id());
  }

  @Test
  default void formerPathsGoOnNamingWhatMoved() {
    Group acme = group("acme");
    project("acme/app");
    move(acme, "other");
    assertThat(pathOf("acme")).isEqualTo("other");
    assertThat(pathOf("ACME/app")).isEqualTo("other/app");
    move(acme, "third");
    assertThat(pathOf("acme/app")).isEqualTo("third/app");
    assertThat(pathOf("other/app")).isEqualTo("third/app");
  }

  @Test
  default void aPathThatIsCreatedAgainNamesTheNewcomerAndNothingFormerBelowIt() {
    Group acme = group("acme");
    project("acme/app");
    move(acme, "other");
    Group newcomer = group("Acme");
    assertThat(find("acme")).contains(newcomer);
    assertThat(pathOf("acme/app")).isEqualTo("nothing");
    assertThat(pathOf("other/app")).isEqualTo("other/app");
  }

  @Test
  default void aPathThatIsMovedToNamesTheNewcomerAndNothingFormerBelowIt() {
    Group acme = group("acme");
    project("acme/app");
    move(acme, "other");
    Group newcomer = group("newcomer");
    move(newcomer, "acme");
    assertThat(find("acme").orElseThrow().id()).isEqualTo(newcomer.id());
    assertThat(pathOf("acme/app")).isEqualTo("nothing");
  }

  @Test
  default void formerPathsOfNeighboursWithSimilarNamesLiveOn() {
    group("a_b");
    for (String name : List.of("axb", "a_b-evil", "a_bc", "A_C")) {
      Group group = group(name);
      project(name + "/app");
      move(group, "new-" + name);
    }
    move(find("a_b").orElseThrow(), "elsewhere");
    group("a_b");
    assertThat(pathOf("axb/app")).isEqualTo("new-axb/app");
    assertThat(pathOf("a_b-evil/app")).isEqualTo("new-a_b-evil/app");
    assertThat(pathOf("a_bc/app")).isEqualTo("new-a_bc/app");
    assertThat(pathOf("a_c/app")).isEqualTo("new-A_C/app");
  }

  @Test
  default void whatMovesBackHasItsOldPathAgain() {
    Group acme = group("acme");
    project("acme/app");
    move(acme, "other");
    move(acme, "acme");
    assertThat(pathOf("acme/app")).isEqualTo("acme/app");
    assertThat(pathOf("other/app")).isEqualTo("acme/app");
  }

  @Test
  default void aMoveMayChangeNothingButTheCase() {
    Group acme = group("acme");
    Project app = project("acme/App");
    Project gone = project("acme/gone");
    move(gone, "acme/here");
    move(acme, "ACME");
    assertThat(pathOf("acme/app")).isEqualTo("ACME/App");
    assertThat(find("acme/app").orElseThrow().lineage()).containsExactly(acme.id(), app.id());
    assertThat(pathOf("acme/gone")).as("nobody used it again").isEqualTo("ACME/here");
  }

  @Test
  default void neighboursWithSimilarNamesStay() {
    Group moved = group("a_b");
    project("a_b/app");
    for (String name : List.of("axb", "a_b-evil", "a_bc", "x")) {
      group(name);
      project(name + "/app");
    }
    move(moved, "x/y");
    assertThat(pathOf("x/y/app")).isEqualTo("x/y/app");
    for (String name : List.of("axb", "a_b-evil", "a_bc", "x")) {
      assertThat(pathOf(name + "/app")).isEqualTo(name + "/app");
    }
  }

  @Test
  default void idsThatBeginAlikeAreTakenForDifferentOnes() {
    List<Group> groups = IntStream.rangeClosed(1, 12).mapToObj(i -> group("g" + i)).toList();
    project("g11/app");
    move(groups.get(0), "moved");
    assertThat(find("g11").orElseThrow().lineage()).containsExactly(groups.get(10).id());
    assertThat(pathOf("g11/app")).isEqualTo("g11/app");
  }

  @Test
  default void nothingMovesIntoItself() {
    Group acme = group("acme");
    group("acme/tools");
    assertStops(INVALID, () -> move(acme, "acme/tools/acme")).contains("acme");
    assertStops(INVALID, () -> move(acme, "ACME/again"));
    assertThat(pathOf("acme/tools")).isEqualTo("acme/tools");
    assertThat(pathOf("acme")).isEqualTo("acme");
  }

  @Test
  default void nothingMovesOntoATakenPathOrBelowWhatIsNoGroup() {
    Group acme = group("acme");
    project("app");
    assertStops(CONFLICT, () -> move(acme, "APP"));
    assertStops(NOT_FOUND, () -> move(acme, "app/acme"));
    assertStops(NOT_FOUND, () -> move(acme, "missing/acme"));
    assertStops(NOT_FOUND, () -> move(acme.id() + 100, NamespacePath.parse("free"), NOTE));
    assertThat(pathOf("acme")).isEqualTo("acme");
  }

  /** Else the row could never be read again. */
  @Test
  default void aMoveThatMakesAPathInsideTooLongIsRefused() {
    Group outer = group("o");
    String path = "o";
    for (int i = 0; i < 5; i++) {
      path += "/" + "x".repeat(200);
      group(path);
    }
    assertStops(INVALID, () -> move(outer, "o".repeat(100))).contains("1024");
    assertThat(pathOf(path)).isEqualTo(path);
    assertThat(namespaces().all()).hasSize(6);
  }

  /** Somebody renames it, somebody else moves it to another group. */
  @Test
  default void ofTwoMovesAtOnceNoneIsLost() {
    StorageUnderTest elsewhere = fromElsewhere();
    group("other");
    for (int round = 0; round < MOVES; round++) {
      Project app = project("app" + round);
      NamespacePath target = NamespacePath.parse("other/renamed" + round);
      Together.run(
          List.<Callable<Namespace>>of(
              () -> namespaces().move(app.id(), path -> other(path, target.name()), NOBODY, NOTED),
              () ->
                  elsewhere
                      .namespaces()
                      .move(
                          app.id(),
                          path -> target.parent().orElseThrow().child(path.name()),
                          NOBODY,
                          NOTED)));
      assertThat(find(target.toString())).map(Namespace::id).contains(app.id());
    }
  }

  private static NamespacePath other(NamespacePath path, String name) {
    return path.parent().map(above -> above.child(name)).orElse(NamespacePath.parse(name));
  }
}
