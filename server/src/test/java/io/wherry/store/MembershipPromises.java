package io.wherry.store;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.NOT_ALLOWED;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.account.Membership;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.namespace.Group;
import io.wherry.namespace.Project;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.ProblemException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link io.wherry.account.Memberships} promises. */
interface MembershipPromises extends StorageUnderTest {
  int ROUNDS = 10;

  @Test
  default void ofSeveralRolesAroundAPlaceTheHighestCounts() {
    Group acme = group("acme");
    Group tools = group("acme/tools");
    Project app = project("acme/tools/app");
    Project beside = project("acme/beside");
    User ada = user("ada");
    member(acme, ada, Role.REPORTER);
    member(tools, ada, Role.MAINTAINER);
    member(app, ada, Role.GUEST);
    assertThat(memberships().roleIn(ada.id(), acme.lineage())).contains(Role.REPORTER);
    assertThat(memberships().roleIn(ada.id(), app.lineage())).contains(Role.MAINTAINER);
    assertThat(memberships().roleIn(ada.id(), beside.lineage())).contains(Role.REPORTER);
    assertThat(memberships().roleIn(ada.id(), group("other").lineage())).isEmpty();
    assertThat(memberships().roleIn(user("bob").id(), app.lineage())).isEmpty();
  }

  @Test
  default void aRoleInsideMakesSomebodyBeWithinAndOneAroundDoesNot() {
    Group acme = group("acme");
    Group tools = group("acme/tools");
    Project app = project("acme/tools/app");
    Project beside = project("acme/tools/beside");
    User ada = user("ada");
    member(app, ada, Role.GUEST);
    for (long around : List.of(acme.id(), tools.id(), app.id())) {
      assertThat(memberships().isWithin(ada.id(), around)).isTrue();
    }
    assertThat(memberships().isWithin(ada.id(), beside.id())).isFalse();
    User bob = user("bob");
    member(acme, bob, Role.OWNER);
    assertThat(memberships().isWithin(bob.id(), acme.id())).isTrue();
    assertThat(memberships().isWithin(bob.id(), tools.id())).isFalse();
  }

  @Test
  default void idsThatBeginAlikeAreNotWithinEachOther() {
    List<Group> groups = IntStream.rangeClosed(1, 12).mapToObj(i -> group("g" + i)).toList();
    User ada = user("ada");
    member(groups.get(10), ada, Role.OWNER);
    assertThat(groups.get(10).id()).isEqualTo(11);
    assertThat(memberships().isWithin(ada.id(), 11)).isTrue();
    assertThat(memberships().isWithin(ada.id(), 1)).isFalse();
    assertThat(memberships().roleIn(ada.id(), groups.get(0).lineage())).isEmpty();
  }

  @Test
  default void aRoleIsGivenChangedAndTakenInOnePlaceAndSeenEverywhereAtOnce() {
    StorageUnderTest elsewhere = fromElsewhere();
    Group acme = group("acme");
    User ada = user("ada");
    assertThat(roleSeen(elsewhere, ada, acme)).isEmpty();
    Membership given = member(acme, ada, Role.DEVELOPER);
    assertThat(memberships().find(ada.id(), acme.id())).contains(given);
    assertThat(roleSeen(elsewhere, ada, acme)).containsExactly(Role.DEVELOPER);
    var changed = new Membership(ada, acme.id(), Role.MAINTAINER, NOON);
    memberships().update(given, Role.MAINTAINER, EVENT);
    assertThat(memberships().find(ada.id(), acme.id())).contains(changed);
    assertThat(roleSeen(elsewhere, ada, acme)).containsExactly(Role.MAINTAINER);
    memberships().delete(changed, EVENT);
    assertThat(memberships().find(ada.id(), acme.id())).isEmpty();
    assertThat(roleSeen(elsewhere, ada, acme)).isEmpty();
  }

  private static List<Role> roleSeen(StorageUnderTest storage, User user, Group place) {
    return storage.memberships().roleIn(user.id(), place.lineage()).stream().toList();
  }

  @Test
  default void aSecondRoleInOnePlaceAndAChangeOfNoneAreRefused() {
    Group acme = group("acme");
    User ada = user("ada");
    var role = new Membership(ada, acme.id(), Role.OWNER, NOON);
    assertStops(NOT_FOUND, () -> memberships().update(role, Role.GUEST, EVENT));
    assertStops(NOT_FOUND, () -> memberships().delete(role, EVENT));
    Membership given = member(acme, ada, Role.GUEST);
    assertStops(CONFLICT, () -> memberships().insert(role, EVENT));
    assertThat(memberships().find(ada.id(), acme.id())).contains(given);
  }

  @Test
  default void whatWasAllowedToBeDoneToOneRoleIsNotDoneToAnother() {
    Group acme = group("acme");
    Membership seen = member(acme, user("ada"), Role.DEVELOPER);
    memberships().update(seen, Role.MAINTAINER, EVENT);
    assertStops(CONFLICT, () -> memberships().update(seen, Role.GUEST, EVENT));
    assertStops(CONFLICT, () -> memberships().delete(seen, EVENT));
    assertThat(members(acme.lineage(), ""))
        .extracting(Membership::role)
        .containsOnly(Role.MAINTAINER);
  }

  @Test
  default void everybodyIsListedOnceWithHisHighestRole() {
    Group acme = group("acme");
    Group tools = group("acme/tools");
    User ada = user("ada");
    User bob = user("bob");
    User eve = user("eve");
    member(acme, eve, Role.GUEST);
    Membership higher = member(acme, ada, Role.OWNER);
    member(tools, ada, Role.REPORTER);
    member(acme, bob, Role.REPORTER);
    Membership inside = member(tools, bob, Role.DEVELOPER);
    List<Long> places = tools.lineage();
    assertThat(members(places, "")).startsWith(higher, inside).hasSize(3);
    assertThat(members(List.of(tools.id()), "")).extracting(Membership::user).contains(ada, bob);
    assertThat(members(List.of(acme.id()), "")).hasSize(3);
    Page<Membership> second = memberships().list(places, "", new PageRequest(2, 2));
    assertThat(second.items()).extracting(Membership::user).containsExactly(eve);
    assertThat(second.total()).hasValue(3);
  }

  @Test
  default void membersAreSearchedInUsernameAndNameToTheLetter() {
    Group acme = group("acme");
    Membership ada = member(acme, user("a_da"), Role.GUEST);
    Membership bob = member(acme, user("axda"), Role.GUEST);
    renameTo(bob.user(), "50% Bob!");
    assertThat(userIds(acme, "A_D")).containsExactly(ada.user().id());
    assertThat(userIds(acme, "%")).containsExactly(bob.user().id());
    assertThat(userIds(acme, "bob!")).containsExactly(bob.user().id());
    assertThat(userIds(acme, "example.org")).as("not the email").isEmpty();
  }

  private void renameTo(User user, String name) {
    var draft = new UserDraft(user.username(), name, user.draft().email(), false);
    accounts()
        .update(
            user.id(), found -> new User(found.id(), draft, false, found.createdAt()), to -> EVENT);
  }

  @Test
  default void aTopLevelGroupKeepsItsLastOwner() {
    Group acme = group("acme");
    Group tools = group("acme/tools");
    User ada = user("ada");
    User bob = user("bob");
    Membership last = member(acme, ada, Role.OWNER);
    Membership next = member(acme, bob, Role.MAINTAINER);
    Membership inside = member(tools, ada, Role.OWNER);
    member(project("acme/app"), ada, Role.OWNER);
    assertStops(NOT_ALLOWED, () -> memberships().update(last, Role.MAINTAINER, EVENT));
    assertStops(NOT_ALLOWED, () -> memberships().delete(last, EVENT));
    assertStops(CONFLICT, () -> accounts().delete(ada.id(), EVENT));
    memberships().update(last, Role.OWNER, EVENT);
    memberships().delete(inside, EVENT);
    memberships().update(next, Role.OWNER, EVENT);
    memberships().delete(last, EVENT);
    accounts().delete(ada.id(), EVENT);
    assertThat(members(acme.lineage(), "")).extracting(Membership::user).containsExactly(bob);
  }

  @Test
  default void ofTwoOwnersWhoLeaveAtOnceOneStays() {
    StorageUnderTest elsewhere = fromElsewhere();
    for (int round = 0; round < ROUNDS; round++) {
      Group group = group("group" + round);
      Membership ada = member(group, user("ada" + round), Role.OWNER);
      Membership bob = member(group, user("bob" + round), Role.OWNER);
      List<Boolean> left =
          Together.run(List.of(() -> leaves(this, ada), () -> leaves(elsewhere, bob)));
      assertThat(left).containsExactlyInAnyOrder(true, false);
      assertThat(members(group.lineage(), "")).hasSize(1);
    }
  }

  private static boolean leaves(StorageUnderTest storage, Membership member) {
    try {
      storage.memberships().delete(member, EVENT);
      return true;
    } catch (ProblemException e) {
      assertThat(e.problem()).isEqualTo(NOT_ALLOWED);
      return false;
    }
  }

  @Test
  default void rolesGoWithTheirPlaceAndMoveWithIt() {
    Group acme = group("acme");
    Project app = project("acme/app");
    User ada = user("ada");
    member(app, ada, Role.DEVELOPER);
    move(app, "app");
    assertThat(memberships().isWithin(ada.id(), acme.id())).isFalse();
    assertThat(memberships().find(ada.id(), app.id())).isPresent();
    delete(app);
    assertThat(memberships().find(ada.id(), app.id())).isEmpty();
  }

  private List<Membership> members(List<Long> places, String search) {
    return memberships().list(places, search, PageRequest.EVERYTHING).items();
  }

  private List<Long> userIds(Group group, String search) {
    return members(group.lineage(), search).stream().map(found -> found.user().id()).toList();
  }
}
