package io.wherry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.namespace.About;
import io.wherry.namespace.Group;
import io.wherry.namespace.Kind;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceQuery;
import io.wherry.namespace.NamespaceQuery.Depth;
import io.wherry.namespace.NamespaceQuery.Order;
import io.wherry.namespace.Project;
import io.wherry.namespace.Viewer;
import io.wherry.namespace.Visibility;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link io.wherry.namespace.Namespaces#list} promises. */
interface NamespaceListPromises extends StorageUnderTest {
  Viewer ADMINISTRATOR = new Viewer(0, true);
  Order BY_PATH = new Order(Order.By.PATH, false);

  @Test
  default void everybodySeesWhatIsPublicAndEveryPersonWhatIsInternal() {
    for (Visibility visibility : Visibility.values()) {
      group(visibility + "-group", visibility);
      project(visibility + "-app", visibility);
    }
    Viewer person = viewer(user("ada"));
    assertThat(paths(Kind.PROJECT, Viewer.ANYBODY)).containsExactly("public-app");
    assertThat(paths(Kind.GROUP, Viewer.ANYBODY)).containsExactly("public-group");
    assertThat(paths(Kind.PROJECT, person)).containsExactly("internal-app", "public-app");
    assertThat(paths(Kind.GROUP, person)).containsExactly("internal-group", "public-group");
    assertThat(paths(Kind.PROJECT, ADMINISTRATOR))
        .containsExactly("internal-app", "private-app", "public-app");
    assertThat(paths(Kind.GROUP, ADMINISTRATOR)).hasSize(3);
  }

  @Test
  default void aRoleShowsWhatLiesInsideAndNothingBeside() {
    group("acme");
    Group tools = group("acme/tools");
    group("acme/tools/deep");
    project("acme/tools/app");
    project("acme/tools/deep/app");
    project("acme/beside");
    project("acme/tools-evil");
    User ada = user("ada");
    member(tools, ada, Role.GUEST);
    assertThat(paths(Kind.PROJECT, viewer(ada)))
        .containsExactly("acme/tools/app", "acme/tools/deep/app");
    assertThat(paths(Kind.PROJECT, viewer(user("bob")))).isEmpty();
  }

  @Test
  default void theGroupsAroundARoleAreSeenAndNothingElseInThem() {
    group("acme");
    group("acme/tools");
    group("acme/other");
    project("acme/tools/beside");
    User ada = user("ada");
    member(project("acme/tools/app"), ada, Role.GUEST);
    assertThat(paths(Kind.GROUP, viewer(ada))).containsExactly("acme", "acme/tools");
    assertThat(paths(Kind.PROJECT, viewer(ada))).containsExactly("acme/tools/app");
  }

  @Test
  default void aRoleInAGroupShowsTheGroupsInsideAndAround() {
    group("acme");
    Group tools = group("acme/tools");
    group("acme/tools/deep");
    group("acme/beside");
    User ada = user("ada");
    member(tools, ada, Role.GUEST);
    assertThat(paths(Kind.GROUP, viewer(ada)))
        .containsExactly("acme", "acme/tools", "acme/tools/deep");
  }

  @Test
  default void idsThatBeginAlikeShowNothingOfEachOther() {
    List<Group> groups = IntStream.rangeClosed(1, 12).mapToObj(i -> group("g" + i)).toList();
    project("g11/app");
    User ada = user("ada");
    member(groups.get(0), ada, Role.OWNER);
    assertThat(groups.get(10).id()).isEqualTo(10 * groups.get(0).id() + 1);
    assertThat(paths(Kind.GROUP, viewer(ada))).containsExactly("g1");
    assertThat(paths(Kind.PROJECT, viewer(ada))).isEmpty();
    assertThat(in(groups.get(0), Depth.ANY)).isEmpty();
  }

  @Test
  default void aGroupHasThingsDirectlyInItAndDeeper() {
    Group acme = group("acme");
    Group tools = group("acme/tools");
    project("acme/app");
    project("acme/tools/app");
    project("app");
    assertThat(in(acme, Depth.DIRECT)).containsExactly("acme/app");
    assertThat(in(acme, Depth.ANY)).containsExactly("acme/app", "acme/tools/app");
    assertThat(in(tools, Depth.DIRECT)).containsExactly("acme/tools/app");
    assertThat(paths(query(Kind.PROJECT, 0, Depth.DIRECT, ""), ADMINISTRATOR))
        .as("at the top level")
        .containsExactly("app");
    assertThat(paths(query(Kind.GROUP, acme.id(), Depth.ANY, ""), ADMINISTRATOR))
        .as("not the group itself")
        .containsExactly("acme/tools");
    delete(find("acme/tools/app").orElseThrow());
    delete(tools);
    assertThat(in(tools, Depth.ANY)).as("a group that is gone").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "A_B,       a_b/app a_b/app2 axb/named",
    "a_b/APP2,  a_b/app2",
    "100%,      axb/named",
    "%,         axb/named",
    "xb,        axb/app axb/named",
    "d! \\,     axb/named",
    "\\,        axb/named",
    "!,         axb/named",
    "_,         a_b/app a_b/app2 axb/named",
    "ap2,       ''",
  })
  default void aSearchIsForAPartOfPathOrNameToTheLetter(String search, String found) {
    group("a_b");
    group("axb");
    for (String path : List.of("a_b/app", "a_b/app2", "axb/app", "axb/named")) {
      project(path);
    }
    var about = new About("100% a_b'd! \\", "not looked for: app2");
    Project named = (Project) find("axb/named").orElseThrow();
    namespaces().update(named.id(), before -> named.with(about), NOTE);
    List<String> expected = found.isEmpty() ? List.of() : List.of(found.split(" "));
    assertThat(paths(query(Kind.PROJECT, 0, Depth.ANY, search), ADMINISTRATOR))
        .containsExactlyElementsOf(expected);
  }

  @Test
  default void aLeastRoleCountsWhereverItIsInherited() {
    Group acme = group("acme", Visibility.PUBLIC);
    Group tools = group("acme/tools", Visibility.PUBLIC);
    project("acme/app", Visibility.PUBLIC);
    project("acme/tools/app", Visibility.PUBLIC);
    project("other", Visibility.PUBLIC);
    User ada = user("ada");
    member(acme, ada, Role.REPORTER);
    member(tools, ada, Role.MAINTAINER);
    for (Viewer viewer : List.of(viewer(ada), new Viewer(ada.id(), true))) {
      assertThat(paths(least(Kind.PROJECT, Role.GUEST), viewer))
          .containsExactly("acme/app", "acme/tools/app");
      assertThat(paths(least(Kind.PROJECT, Role.DEVELOPER), viewer))
          .containsExactly("acme/tools/app");
      assertThat(paths(least(Kind.GROUP, Role.MAINTAINER), viewer)).containsExactly("acme/tools");
      assertThat(paths(least(Kind.PROJECT, Role.OWNER), viewer)).isEmpty();
    }
    assertThat(paths(least(Kind.PROJECT, Role.GUEST), ADMINISTRATOR)).isEmpty();
  }

  @Test
  default void theGroupsAroundARoleAreNotThoseOfTheRole() {
    group("acme");
    User ada = user("ada");
    member(project("acme/app"), ada, Role.OWNER);
    assertThat(paths(least(Kind.GROUP, Role.GUEST), viewer(ada))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ID,   false, b A c-2 c-1",
    "ID,   true,  c-1 c-2 A b",
    "PATH, false, A b c-1 c-2",
    "PATH, true,  c-2 c-1 b A",
    "NAME, false, c-2 c-1 A b",
    "NAME, true,  b A c-1 c-2",
  })
  default void aListHasTheOrderThatIsAskedFor(Order.By by, boolean descending, String paths) {
    for (String path : List.of("b", "A", "c-2", "c-1")) {
      Project project = project(path);
      var about = new About(path.startsWith("c") ? "1 equal" : "x" + path, "");
      namespaces().update(project.id(), found -> project.with(about), NOTE);
    }
    var order = new Order(by, descending);
    var query = new NamespaceQuery(Kind.PROJECT, 0, Depth.ANY, "", 0, order);
    assertThat(paths(query, ADMINISTRATOR)).containsExactly(paths.split(" "));
  }

  @Test
  default void aListIsReadPageByPage() {
    IntStream.rangeClosed(1, 5).forEach(i -> project("app" + i, Visibility.PUBLIC));
    project("hidden");
    for (int number = 1; number <= 4; number++) {
      Page<Namespace> page =
          namespaces()
              .list(
                  query(Kind.PROJECT, 0, Depth.ANY, ""),
                  Viewer.ANYBODY,
                  new PageRequest(number, 2));
      assertThat(page.total()).hasValue(5);
      assertThat(page.more()).isEqualTo(number < 3);
      assertThat(page.items().stream().map(found -> found.path().toString()))
          .containsExactlyElementsOf(
              IntStream.range(2 * number - 1, Math.min(2 * number + 1, 6))
                  .mapToObj(i -> "app" + i)
                  .toList());
    }
  }

  private static Viewer viewer(User user) {
    return new Viewer(user.id(), false);
  }

  private static NamespaceQuery query(Kind kind, long within, Depth depth, String search) {
    return new NamespaceQuery(kind, within, depth, search, 0, BY_PATH);
  }

  private static NamespaceQuery least(Kind kind, Role role) {
    return new NamespaceQuery(kind, 0, Depth.ANY, "", role.level(), BY_PATH);
  }

  private List<String> in(Group group, Depth depth) {
    return paths(query(Kind.PROJECT, group.id(), depth, ""), ADMINISTRATOR);
  }

  private List<String> paths(Kind kind, Viewer viewer) {
    return paths(query(kind, 0, Depth.ANY, ""), viewer);
  }

  private List<String> paths(NamespaceQuery query, Viewer viewer) {
    return namespaces().list(query, viewer, PageRequest.EVERYTHING).items().stream()
        .map(found -> found.path().toString())
        .toList();
  }
}
