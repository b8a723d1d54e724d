package io.wherry.store;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.namespace.About;
import io.wherry.namespace.Features;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link io.wherry.namespace.Namespaces} promises, moving apart. */
interface NamespacePromises extends StorageUnderTest {

  @Test
  default void whatWasCreatedIsFoundByIdAndByPathInAnyCase() {
    Group acme = group("Acme");
    Group tools = group("Acme/Tools");
    Project app = project("Acme/Tools/App");
    assertThat(find("acme/TOOLS/app")).contains(app);
    assertThat(namespaces().find(new NamespaceRef.ById(app.id()))).contains(app);
    assertThat(app.path()).hasToString("Acme/Tools/App");
    assertThat(app.lineage()).containsExactly(acme.id(), tools.id(), app.id());
    assertThat(app.repositoryOn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "acme/", "/acme", "acme/x", "acm\u00e9", "ac\u212a", "acme%"})
  default void otherTextNamesNothing(String text) {
    group("acme");
    group("ack");
    assertThat(find(text)).isEmpty();
  }

  @Test
  default void aTakenPathIsRefusedInAnyCaseAndForEitherKind() {
    group("acme");
    project("acme/app");
    for (String taken : List.of("acme", "ACME", "acme/app", "Acme/App")) {
      assertStops(CONFLICT, () -> group(taken)).containsIgnoringCase(taken);
      assertStops(CONFLICT, () -> project(taken)).containsIgnoringCase(taken);
      assertStops(CONFLICT, () -> namespaces().checkFree(NamespacePath.parse(taken)));
    }
    assertThat(namespaces().all()).hasSize(2);
  }

  @Test
  default void aParentThatIsNoGroupIsRefused() {
    project("app");
    for (String orphan : List.of("missing/child", "app/child")) {
      assertStops(NOT_FOUND, () -> group(orphan)).contains(orphan.replace("/child", ""));
      assertStops(NOT_FOUND, () -> project(orphan));
      assertStops(NOT_FOUND, () -> namespaces().checkFree(NamespacePath.parse(orphan)));
    }
    assertThat(namespaces().all()).hasSize(1);
  }

  @Test
  default void aFreePathPassesTheCheckAndStaysFree() {
    group("acme");
    namespaces().checkFree(NamespacePath.parse("acme/app"));
    assertThat(find("acme/app")).isEmpty();
  }

  @Test
  default void allAreListedInTheOrderOfTheirPaths() {
    group("b");
    group("B/z");
    project("b/A");
    project("a");
    assertThat(namespaces().all().stream().map(Namespace::path))
        .extracting(NamespacePath::toString)
        .containsExactly("a", "b", "b/A", "b/z");
  }

  @Test
  default void aPathIsWrittenAsTheEnclosingGroupWritesItsOwn() {
    Group group = group("Acme");
    assertThat(project("ACME/App").path()).hasToString("Acme/App");
    move(group, "acme");
    assertThat(find("ACME/app").orElseThrow().path()).hasToString("acme/App");
  }

  @Test
  default void anUpdateChangesWhatANamespaceShowsAndNothingElse() {
    Group acme = group("acme");
    Project app = project("acme/app");
    var about = new About("Our app", "What it does");
    Project shown = app.with(about).with(Visibility.PUBLIC).with(new Features(false, true));
    Group open = acme.with(new About("ACME", "")).with(Visibility.INTERNAL);
    assertThat(namespaces().update(app.id(), found -> shown, NOTE)).isEqualTo(shown);
    namespaces().update(acme.id(), found -> open, NOTE);
    assertThat(find("acme/app")).contains(shown);
    assertThat(fromElsewhere().find("acme")).contains(open);
  }

  @Test
  default void aGroupWithAnythingInItIsNotDeleted() {
    Group acme = group("acme");
    Group tools = group("acme/tools");
    assertStops(CONFLICT, () -> delete(acme)).contains("acme");
    delete(tools);
    delete(acme);
    assertThat(namespaces().all()).isEmpty();
  }

  @Test
  default void neighboursWithSimilarNamesDoNotFillAGroup() {
    Group acme = group("a_b");
    project("a_b-evil");
    group("axb");
    project("axb/app");
    delete(acme);
    assertThat(namespaces().all()).hasSize(3);
  }

  @Test
  default void deletingTakesTheFormerPathsAlong() {
    Project app = project("app");
    move(app, "web");
    delete(app);
    assertThat(find("app")).isEmpty();
    assertThat(find("web")).isEmpty();
    assertStops(NOT_FOUND, () -> delete(app));
  }

  @Test
  default void anIdIsNeverUsedAgain() {
    Project first = project("app");
    delete(first);
    Project second = project("app");
    assertThat(second.id()).isGreaterThan(first.id());
    assertThat(namespaces().find(new NamespaceRef.ById(first.id()))).isEmpty();
  }

  @Test
  default void noTwoReservationsGiveTheSameId() {
    StorageUnderTest elsewhere = fromElsewhere();
    Set<Long> ids = ConcurrentHashMap.newKeySet();
    Together.run(
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(
                i -> () -> ids.add((i % 2 == 0 ? this : elsewhere).namespaces().reserveId()))
            .toList());
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 8).boxed().toList());
  }

  @Test
  default void whatOneProcessCommitsTheOtherSeesAtOnce() {
    StorageUnderTest elsewhere = fromElsewhere();
    Group acme = group("acme");
    assertThat(elsewhere.find("acme")).contains(acme);
    elsewhere.move(acme, "other");
    assertThat(pathOf("acme")).isEqualTo("other");
    delete(acme);
    assertThat(elsewhere.find("other")).isEmpty();
  }

  @Test
  default void ofThoseWhoCreateTheSamePathAtOnceExactlyOneWins() {
    StorageUnderTest elsewhere = fromElsewhere();
    List<Boolean> won =
        Together.run(
            IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(
                    i -> () -> creates(i % 2 == 0 ? this : elsewhere, i < 4 ? "acme" : "ACME"))
                .toList());
    assertThat(won).containsOnlyOnce(true).hasSize(8);
    assertThat(namespaces().all()).hasSize(1);
  }

  private static boolean creates(StorageUnderTest storage, String path) {
    try {
      storage.group(path);
      return true;
    } catch (ProblemException e) {
      assertThat(e.problem()).isEqualTo(Problem.CONFLICT);
      return false;
    }
  }
}
