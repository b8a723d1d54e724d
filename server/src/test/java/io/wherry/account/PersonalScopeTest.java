package io.wherry.account;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalScopeTest {
  private static final Set<Area> GIT = Set.of(Area.REPOSITORY, Area.NEW_REPOSITORY);

  @Test
  void eachScopeIsForItsPartAndApiForEverything() {
    assertThat(allPermissions().filter(permission -> !PersonalScope.API.allows(permission)))
        .isEmpty();
    assertThat(allowed(PersonalScope.READ_REPOSITORY))
        .containsExactly("repository:read", "new_repository:read");
    assertThat(allowed(PersonalScope.WRITE_REPOSITORY))
        .containsExactlyElementsOf(
            allPermissions()
                .filter(permission -> GIT.contains(permission.area()))
                .map(Permission::toString)
                .toList());
    assertThat(allowed(PersonalScope.READ_API))
        .containsExactlyElementsOf(
            allPermissions()
                .filter(permission -> permission.action() == Action.READ)
                .filter(permission -> !GIT.contains(permission.area()))
                .map(Permission::toString)
                .toList());
  }

  @Test
  void scopesAreReadByTheirNamesInTheApi() {
    assertThat(PersonalScope.parse(List.of("api", " read_api ", "api")))
        .containsExactly(PersonalScope.API, PersonalScope.READ_API);
    assertThat(Arrays.stream(PersonalScope.values()).map(PersonalScope::toString))
        .containsExactly("api", "read_api", "read_repository", "write_repository");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "API", "sudo", "read_registry", "api,read_api"})
  void anUnknownScopeIsRefused(String name) {
    assertStops(MALFORMED, () -> PersonalScope.parse(List.of("api", name)))
        .isEqualTo("scopes does not have a valid value");
  }

  private static List<String> allowed(PersonalScope scope) {
    return allPermissions().filter(scope::allows).map(Permission::toString).toList();
  }

  private static Stream<Permission> allPermissions() {
    return Arrays.stream(Area.values())
        .flatMap(
            area -> Arrays.stream(Action.values()).map(action -> new Permission(area, action)));
  }
}
