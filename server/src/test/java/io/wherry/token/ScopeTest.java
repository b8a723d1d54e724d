package io.wherry.token;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import io.wherry.secret.Expiry;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

  /** The whole table of the specification: what is not in a row is not permitted. */
  @ParameterizedTest
  @CsvSource({
    "read_repository,        repository:read",
    "read_registry,          registry:read",
    "write_registry,         registry:write",
    "read_package_registry,  packages:read",
    "write_package_registry, packages:read packages:write packages:delete",
    "read_virtual_registry,  proxy:read",
    "write_virtual_registry, proxy:read proxy:write proxy:delete",
  })
  void aScopePermitsItsRowAndNothingElse(String name, String permissions) {
    Scope scope = Scope.parse(List.of(name)).iterator().next();
    assertThat(allPermissions().filter(scope::allows).map(Permission::toString))
        .containsExactlyInAnyOrder(permissions.split(" "));
  }

  @Test
  void nobodyMayPushCodeOrDeleteImagesWithAToken() {
    assertThat(
            allPermissions()
                .filter(permission -> permission.area().isForDeployTokens())
                .filter(permission -> permission.action() != Action.MANAGE)
                .filter(permission -> !Scope.anyAllows(permission))
                .map(Permission::toString))
        .containsExactlyInAnyOrder("repository:write", "repository:delete", "registry:delete");
  }

  @Test
  void nobodyManagesAnythingWithATokenOrDoesWhatIsForPeople() {
    assertThat(
            allPermissions()
                .filter(
                    permission ->
                        permission.action() == Action.MANAGE
                            || !permission.area().isForDeployTokens())
                .filter(Scope::anyAllows))
        .isEmpty();
  }

  @Test
  void scopesAreWrittenInOneOrder() {
    Set<Scope> scopes =
        Scope.parse(List.of("write_virtual_registry", " read_registry ", "read_repository"));
    var draft = new TokenDraft("n", "", Set.copyOf(scopes), Expiry.NEVER);
    assertThat(draft.scopes().stream().map(Scope::toString))
        .containsExactly("read_repository", "read_registry", "write_virtual_registry");
    assertThat(Arrays.stream(Scope.values()).map(Scope::toString))
        .containsExactly(
            "read_repository",
            "read_registry",
            "write_registry",
            "read_package_registry",
            "write_package_registry",
            "read_virtual_registry",
            "write_virtual_registry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "api",
        "write_repository",
        "READ_REPOSITORY",
        "read-repository",
        "read_repository,read_registry",
        "read_repository\u0000"
      })
  void anUnknownScopeIsRefused(String name) {
    assertStops(MALFORMED, () -> Scope.parse(List.of("read_repository", name)))
        .isEqualTo("scopes does not have a valid value");
  }

  private static Stream<Permission> allPermissions() {
    return Arrays.stream(Area.values())
        .flatMap(area -> Arrays.stream(Action.values()).map(action -> new Permission(area, action)))
        .collect(Collectors.toSet())
        .stream();
  }
}
