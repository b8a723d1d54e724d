package io.wherry.store;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.namespace.About;
import io.wherry.namespace.Features;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespaceDraft.Founder;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link io.wherry.namespace.Namespaces} promises of a namespace's beginning and end. */
interface NamespaceLifePromises extends StorageUnderTest {

  @Test
  default void whatIsMadeHasWhatItsDraftAndItsEventSay() {
    var about = new About("Our \u00fc tools", "What\nthey do");
    var draft = new NamespaceDraft(path("acme"), Visibility.INTERNAL, about, Founder.NOBODY);
    Group acme = namespaces().createGroup(namespaces().reserveId(), draft, NOTE);
    Project app = project("acme/app");
    assertThat(acme)
        .isEqualTo(
            new Group(
                acme.id(), path("acme"), List.of(acme.id()), Visibility.INTERNAL, about, NOON));
    assertThat(find("acme")).contains(acme);
    assertThat(app.about()).isEqualTo(new About("app", ""));
    assertThat(app.features()).isEqualTo(Features.DEFAULT);
    assertThat(app.createdAt()).isEqualTo(NOON);
  }

  @Test
  default void theFounderHasHisRoleAtOnce() {
    User ada = user("ada");
    var founder = new Founder(ada.id(), Role.OWNER.level());
    var draft = new NamespaceDraft(path("acme"), Visibility.PRIVATE, new About("a", ""), founder);
    Group acme = namespaces().createGroup(namespaces().reserveId(), draft, NOTE);
    assertThat(memberships().roleIn(ada.id(), acme.lineage())).contains(Role.OWNER);
    assertThat(memberships().find(ada.id(), acme.id()).orElseThrow().since()).isEqualTo(NOON);
    assertThat(memberships().roleIn(ada.id(), group("other").lineage())).isEmpty();
  }

  @Test
  default void ofUpdatesOfANamespaceAtOnceNoneIsLost() {
    Project app = project("app");
    StorageUnderTest elsewhere = fromElsewhere();
    Together.run(
        IntStream.range(0, 8)
            .<Callable<Namespace>>mapToObj(
                i -> () -> appendToName(i % 2 == 0 ? this : elsewhere, app))
            .toList());
    assertThat(find("app").orElseThrow().about().name()).isEqualTo("app" + "+".repeat(8));
  }

  private static Namespace appendToName(StorageUnderTest storage, Project project) {
    return storage
        .namespaces()
        .update(
            project.id(),
            found -> ((Project) found).with(new About(found.about().name() + "+", "")),
            NOTE);
  }

  @Test
  default void anUpdateOfWhatIsGoneIsRefused() {
    Project app = project("app");
    delete(app);
    assertStops(NOT_FOUND, () -> namespaces().update(app.id(), found -> app, NOTE));
    assertThat(find("app")).isEmpty();
  }

  @Test
  default void aMoveKeepsAllElse() {
    Group acme = group("acme", Visibility.PUBLIC);
    Group shown = acme.with(new About("ACME", "Tools"));
    namespaces().update(acme.id(), found -> shown, NOTE);
    Group moved = (Group) move(acme, "other");
    assertThat(moved.about()).isEqualTo(shown.about());
    assertThat(moved.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(moved.createdAt()).isEqualTo(acme.createdAt());
  }

  @Test
  default void aGroupGoesWithEverythingInIt() {
    Group acme = group("acme");
    group("acme/tools");
    Project app = project("acme/app");
    Project deep = project("acme/tools/app");
    project("acme-evil");
    group("ac_e");
    project("ac_e/app");
    User ada = user("ada");
    member(deep, ada, Role.OWNER);
    move(deep, "acme/tools/moved");
    assertThat(namespaces().deleteWithContents(acme.id(), NOTE))
        .extracting(Project::id)
        .containsExactlyInAnyOrder(app.id(), deep.id());
    assertThat(namespaces().all().stream().map(found -> found.path().toString()))
        .containsExactly("ac_e", "ac_e/app", "acme-evil");
    assertThat(find("acme/tools/app")).as("a former path").isEmpty();
    assertThat(memberships().find(ada.id(), deep.id())).isEmpty();
    assertStops(NOT_FOUND, () -> namespaces().deleteWithContents(acme.id(), NOTE));
  }

  @Test
  default void idsThatBeginAlikeAreNotDeletedTogether() {
    List<Group> groups = IntStream.rangeClosed(1, 12).mapToObj(i -> group("g" + i)).toList();
    project("g11/app");
    assertThat(namespaces().deleteWithContents(groups.get(0).id(), NOTE)).isEmpty();
    assertThat(namespaces().all()).hasSize(12);
  }

  @Test
  default void aNoteIsMadeFromWhatWasChanged() {
    var seen = new ArrayList<String>();
    Group acme = group("acme");
    Project app = project("acme/app");
    namespaces().update(app.id(), found -> app.with(Visibility.PUBLIC), each -> note(seen, each));
    move(app.id(), path("acme/web"), each -> note(seen, each));
    namespaces().deleteWithContents(acme.id(), each -> note(seen, each));
    assertThat(seen)
        .containsExactly("acme/app public", "acme/web public", "acme private", "acme/web public");
  }

  private static AuditEvent note(List<String> seen, Namespace changed) {
    seen.add(changed.path() + " " + changed.visibility());
    return AuditEvent.of(NOON, By.COMMAND_LINE, "noted", changed.subject());
  }

  private static NamespacePath path(String text) {
    return NamespacePath.parse(text);
  }
}
