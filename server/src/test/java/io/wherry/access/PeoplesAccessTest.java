package io.wherry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.access.Decision.Denied;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.namespace.Kind;
import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people may do: each permission for each role, and what is open without one. */
class PeoplesAccessTest {
  private static final String PROJECT = "acme/private-app";
  private static final String GROUP = "acme/private-group";
  private static final String GRANTED = "granted";

  /** The least role for each permission; what does not stand here is for administrators only. */
  private static final Map<String, Role> IN_PROJECT =
      Map.ofEntries(
          Map.entry("repository:read", Role.REPORTER),
          Map.entry("repository:write", Role.DEVELOPER),
          Map.entry("repository:manage", Role.MAINTAINER),
          Map.entry("history:read", Role.REPORTER),
          Map.entry("history:write", Role.DEVELOPER),
          Map.entry("settings:read", Role.GUEST),
          Map.entry("settings:write", Role.MAINTAINER),
          Map.entry("settings:manage", Role.OWNER),
          Map.entry("settings:delete", Role.OWNER),
          Map.entry("members:read", Role.GUEST),
          Map.entry("members:write", Role.MAINTAINER),
          Map.entry("tokens:read", Role.MAINTAINER),
          Map.entry("tokens:write", Role.MAINTAINER));

  private static final Map<String, Role> IN_GROUP =
      Map.of(
          "settings:read", Role.GUEST,
          "settings:write", Role.OWNER,
          "settings:delete", Role.OWNER,
          "projects:write", Role.DEVELOPER,
          "new_repository:write", Role.DEVELOPER,
          "subgroups:write", Role.MAINTAINER,
          "members:read", Role.GUEST,
          "members:write", Role.OWNER,
          "tokens:read", Role.MAINTAINER,
          "tokens:write", Role.OWNER);

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

  static Stream<Arguments> permissions() {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                Arrays.stream(Area.values())
                    .flatMap(
                        area ->
                            Arrays.stream(Action.values())
                                .map(action -> Arguments.of(kind, new Permission(area, action)))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("permissions")
  void aPermissionComesWithItsLeastRoleAndAllAboveIt(Kind kind, Permission permission) {
    var table = kind == Kind.PROJECT ? IN_PROJECT : IN_GROUP;
    Optional<Role> least = Optional.ofNullable(table.get(permission.toString()));
    for (Role role : Role.values()) {
      boolean granted = least.isPresent() && role.isAtLeast(least.get());
      assertThat(decide(role.toString(), kind, permission))
          .as(role.toString())
          .isEqualTo(granted ? GRANTED : Reason.ROLE_TOO_LOW.name());
    }
    assertThat(decide("person", kind, permission)).isEqualTo(Reason.OUT_OF_REACH.name());
    assertThat(decide("root", kind, permission))
        .isEqualTo(isOfRepository(permission) && kind == Kind.GROUP ? "FEATURE_OFF" : GRANTED);
  }

  private static boolean isOfRepository(Permission permission) {
    return permission.area() == Area.REPOSITORY || permission.area() == Area.HISTORY;
  }

  /** Kind, permission, visibility, and what nobody, any person and a guest are told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "project repository:read   public   granted        granted      granted",
        "project repository:read   internal NO_CREDENTIALS granted      granted",
        "project repository:read   private  NO_CREDENTIALS OUT_OF_REACH ROLE_TOO_LOW",
        "project repository:write  public   NO_CREDENTIALS ROLE_TOO_LOW ROLE_TOO_LOW",
        "project repository:write  internal NO_CREDENTIALS ROLE_TOO_LOW ROLE_TOO_LOW",
        "project repository:manage public   NO_CREDENTIALS ROLE_TOO_LOW ROLE_TOO_LOW",
        "project history:read      public   granted        granted      granted",
        "project history:read      internal OUT_OF_REACH   granted      granted",
        "project history:read      private  OUT_OF_REACH   OUT_OF_REACH ROLE_TOO_LOW",
        "project history:write     public   ROLE_TOO_LOW   ROLE_TOO_LOW ROLE_TOO_LOW",
        "project settings:read     public   granted        granted      granted",
        "project settings:read     internal OUT_OF_REACH   granted      granted",
        "project settings:read     private  OUT_OF_REACH   OUT_OF_REACH granted",
        "project settings:write    public   ROLE_TOO_LOW   ROLE_TOO_LOW ROLE_TOO_LOW",
        "project members:read      public   granted        granted      granted",
        "project members:read      internal OUT_OF_REACH   granted      granted",
        "project members:write     public   ROLE_TOO_LOW   ROLE_TOO_LOW ROLE_TOO_LOW",
        "project tokens:read       public   ROLE_TOO_LOW   ROLE_TOO_LOW ROLE_TOO_LOW",
        "project tokens:read       internal OUT_OF_REACH   ROLE_TOO_LOW ROLE_TOO_LOW",
        "project tokens:read       private  OUT_OF_REACH   OUT_OF_REACH ROLE_TOO_LOW",
        "group   settings:read     public   granted        granted      granted",
        "group   settings:read     internal OUT_OF_REACH   granted      granted",
        "group   settings:read     private  OUT_OF_REACH   OUT_OF_REACH granted",
        "group   members:read      public   granted        granted      granted",
        "group   members:read      private  OUT_OF_REACH   OUT_OF_REACH granted",
        "group   projects:write    public   ROLE_TOO_LOW   ROLE_TOO_LOW ROLE_TOO_LOW",
        "group   projects:write    internal OUT_OF_REACH   ROLE_TOO_LOW ROLE_TOO_LOW",
        "group   tokens:read       public   ROLE_TOO_LOW   ROLE_TOO_LOW ROLE_TOO_LOW",
        "group   tokens:write      private  OUT_OF_REACH   OUT_OF_REACH ROLE_TOO_LOW",
        "group   repository:read   public   NO_CREDENTIALS FEATURE_OFF  FEATURE_OFF",
      })
  void whatIsOpenNeedsNoRole(String row) {
    String[] words = row.split(" +", -1);
    Kind kind = Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
    String place = "acme/" + words[2] + (kind == Kind.PROJECT ? "-app" : "-group");
    List<String> answers =
        Stream.of("nobody", "person", "guest")
            .map(who -> decide(who, kind, permission(words[1]), place))
            .toList();
    assertThat(answers).containsExactly(words[3], words[4], words[5]);
  }

  /** Who has a role in a project only, in a group around it and in one beside it. */
  @ParameterizedTest
  @CsvSource({
    "acme,               settings:read,  granted",
    "acme,               members:read,   ROLE_TOO_LOW",
    "acme,               settings:write, ROLE_TOO_LOW",
    "acme,               projects:write, ROLE_TOO_LOW",
    "acme/tools,         settings:read,  granted",
    "acme/private-group, settings:read,  OUT_OF_REACH",
    "other,              settings:read,  OUT_OF_REACH",
  })
  void theGroupsAroundARoleAreSeenAndNoMore(String path, String permission, String answer) {
    assertThat(decide("inside", Kind.GROUP, permission(permission), path)).isEqualTo(answer);
  }

  @Test
  void aPlaceOfTheOtherKindIsNone() {
    Permission read = permission("settings:read");
    assertThat(decide("root", Kind.PROJECT, read, GROUP)).isEqualTo("NO_SUCH_PLACE");
    assertThat(decide("root", Kind.GROUP, read, PROJECT)).isEqualTo("NO_SUCH_PLACE");
    assertThat(decide("nobody", Kind.GROUP, read, "missing")).isEqualTo("NO_SUCH_PLACE");
  }

  /** Permission upon the instance, and what nobody, any person and an administrator are told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "instance:read    granted        granted      granted",
        "instance:write   NO_CREDENTIALS ROLE_TOO_LOW granted",
        "self:read        NO_CREDENTIALS granted      granted",
        "self:write       NO_CREDENTIALS granted      granted",
        "subgroups:write  NO_CREDENTIALS granted      granted",
        "users:read       NO_CREDENTIALS granted      granted",
        "users:write      NO_CREDENTIALS ROLE_TOO_LOW granted",
        "users:delete     NO_CREDENTIALS ROLE_TOO_LOW granted",
        "audit:read       NO_CREDENTIALS ROLE_TOO_LOW granted",
        "tokens:read      NO_CREDENTIALS ROLE_TOO_LOW granted",
        "tokens:write     NO_CREDENTIALS ROLE_TOO_LOW granted",
        "projects:write   NO_CREDENTIALS ROLE_TOO_LOW granted",
        "members:write    NO_CREDENTIALS ROLE_TOO_LOW granted",
        "repository:read  NO_CREDENTIALS ROLE_TOO_LOW granted",
      })
  void theInstanceIsForAdministratorsButForAFewThings(String row) {
    String[] words = row.split(" +", -1);
    assertThat(List.of(ofInstance("nobody", words[0]), ofInstance("owner", words[0])))
        .containsExactly(words[1], words[2]);
    assertThat(ofInstance("root", words[0])).isEqualTo(words[3]);
  }

  @Test
  void aBlockedPersonIsNobodyAnywhere() {
    for (String permission : List.of("self:read", "instance:read", "subgroups:write")) {
      assertThat(ofInstance("blocked", permission)).isEqualTo("BLOCKED");
    }
    Permission read = permission("settings:read");
    assertThat(decide("blocked", Kind.GROUP, read, "acme/public-group")).isEqualTo("BLOCKED");
  }

  /** Asked before the place is looked at: a token learns nothing of what it is not for. */
  @ParameterizedTest
  @EnumSource
  void aPersonalTokenOpensWhatBothItsScopesAndItsPersonMay(PersonalScope scope) {
    permissions()
        .map(arguments -> (Permission) arguments.get()[1])
        .forEach(
            permission -> {
              String whole = decide("owner", Kind.PROJECT, permission);
              String answer = scope.allows(permission) ? whole : "NO_SCOPE";
              String who = "owner's " + scope;
              assertThat(decide(who, Kind.PROJECT, permission)).as(who).isEqualTo(answer);
              assertThat(decide(who, Kind.PROJECT, permission, "missing"))
                  .isEqualTo(scope.allows(permission) ? "NO_SUCH_PLACE" : "NO_SCOPE");
            });
  }

  private static String ofInstance(String who, String text) {
    Permission permission = permission(text);
    var resource = Resource.instance(permission.area());
    return answer(scene.decide(who, resource, permission.action()));
  }

  private static Permission permission(String text) {
    String[] words = text.toUpperCase(Locale.ROOT).split(":", -1);
    return new Permission(Area.valueOf(words[0]), Action.valueOf(words[1]));
  }

  private static String decide(String who, Kind kind, Permission permission) {
    return decide(who, kind, permission, kind == Kind.PROJECT ? PROJECT : GROUP);
  }

  private static String decide(String who, Kind kind, Permission permission, String path) {
    var place = new Resource.In(permission.area(), kind, new NamespaceRef.ByPath(path));
    return answer(scene.decide(who, place, permission.action()));
  }

  private static String answer(Decision decision) {
    return decision instanceof Denied denied ? denied.reason().name() : GRANTED;
  }
}
