package io.wherry;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.wherry.ProductionCode.BASE;
import static io.wherry.ProductionCode.callers;
import static io.wherry.ProductionCode.calls;
import static io.wherry.ProductionCode.parent;
import static io.wherry.ProductionCode.relative;
import static io.wherry.ProductionCode.uses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.wherry.access.Access;
import io.wherry.access.Decision.GrantedIn;
import io.wherry.access.Decision.GrantedOfInstance;
import io.wherry.account.Accounts;
import io.wherry.account.Memberships;
import io.wherry.account.PersonalTokens;
import io.wherry.http.Protocol;
import io.wherry.namespace.Namespaces;
import io.wherry.secret.TokenSecret;
import io.wherry.token.DeployTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of {@code docs/architecture.md} that a program can check. */
class ArchitectureTest {
  private static final Path HTTP = Path.of("src/main/java/io/wherry/http");
  private static final String[] WRITES_OF_NAMESPACES = {
    "createGroup", "createProject", "update", "move", "delete", "deleteWithContents"
  };
  private static final int MOST_FILES_OF_HTTP = 26;

  /** Packages that may take time, randomness, environment and threads where they find them. */
  private static final Set<String> OUTER = Set.of("", "http", "store.sql", "store.disk", "cli");

  @Test
  void everyPackageIsInTheMap() {
    assertThat(ProductionCode.packages()).isEqualTo(PackageMap.packages());
  }

  @Test
  void everyPackageUsesOnlyThePackagesThatTheMapAllows() {
    assertThat(uses(use -> use.crossesPackages() && !PackageMap.allows(use.from(), use.to())))
        .isEmpty();
  }

  @Test
  void everyPackageUsesOnlyTheLibrariesThatTheMapAllows() {
    assertThat(
            uses(
                use ->
                    !use.isOfOurs()
                        && !use.used().isPrimitive()
                        && !PackageMap.allowsLibrary(use.from(), use.used().getName())))
        .isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(ProductionCode.CLASSES);
  }

  @Test
  void aParentDoesNotDependOnItsSubPackages() {
    assertThat(uses(use -> !use.from().isEmpty() && use.to().startsWith(use.from() + ".")))
        .isEmpty();
  }

  @Test
  void siblingsDoNotKnowEachOther() {
    assertThat(
            uses(
                use ->
                    use.crossesPackages()
                        && !parent(use.from()).isEmpty()
                        && parent(use.from()).equals(parent(use.to()))))
        .isEmpty();
  }

  @Test
  void protocolsDoNotDependOnOtherProtocols() {
    Set<String> protocols =
        ProductionCode.CLASSES.stream()
            .filter(type -> type.isAssignableTo(Protocol.class) && !type.isInterface())
            .map(type -> relative(type.getPackageName()))
            .collect(Collectors.toSet());
    assertThat(protocols).contains("git");
    assertThat(
            uses(
                use ->
                    use.crossesPackages()
                        && protocols.contains(use.from())
                        && protocols.contains(use.to())
                        && !parent(use.from()).equals(use.to())))
        .isEmpty();
  }

  @Test
  void nobodyDependsOnTheRoot() {
    assertThat(uses(use -> use.crossesPackages() && use.to().isEmpty())).isEmpty();
  }

  @Test
  void onlyTheRootKnowsTheStores() {
    assertThat(
            uses(
                use ->
                    use.crossesPackages() && use.to().startsWith("store") && !use.from().isEmpty()))
        .isEmpty();
  }

  @Test
  void servletsAreKnownToHttpAndGitOnly() {
    assertUsedOnlyIn(Set.of("http", "git"), "jakarta.servlet.");
  }

  @Test
  void jettyIsKnownToHttpOnly() {
    assertUsedOnlyIn(Set.of("http"), "org.eclipse.jetty.");
  }

  @Test
  void sqlDriversAndPoolAreKnownToTheSqlStoreOnly() {
    assertUsedOnlyIn(
        Set.of("store.sql"),
        "java.sql.",
        "javax.sql.",
        "org.sqlite.",
        "org.jdbi.",
        "com.zaxxer.hikari.",
        "org.flywaydb.");
  }

  @Test
  void internalsOfJgitAreKnownToNobody() {
    assertUsedOnlyIn(Set.of(), "org.eclipse.jgit.internal.");
  }

  @Test
  void decisionsAreAskedForByTheRouterAndTheDecoratorsOnly() {
    Predicate<JavaAccess<?>> byDecorator =
        call -> call.getOriginOwner().isAssignableTo(Access.class);
    assertThat(callers(calls(Access.class, "decide").and(byDecorator.negate())))
        .containsExactly("io.wherry.http.Router");
  }

  @Test
  void grantsAreMadeWhereItIsDecidedOnly() {
    assertThat(
            callers(calls(GrantedIn.class, "<init>").or(calls(GrantedOfInstance.class, "<init>"))))
        .containsExactlyInAnyOrder(
            "io.wherry.access.AccessPolicy", "io.wherry.access.PeoplesAccess");
  }

  @Test
  void secretsAreLookedUpByTheAuthenticatorOnly() {
    assertThat(callers(calls(DeployTokens.class, "findBySecret")))
        .containsExactly("io.wherry.access.Authenticator");
    assertThat(callers(calls(PersonalTokens.class, "findBySecret")))
        .as("the desk looks whether a chosen one was used before")
        .containsExactlyInAnyOrder(
            "io.wherry.access.Authenticator", "io.wherry.account.PersonalTokenDesk");
  }

  @Test
  void passwordsAreComparedInOnePlaceOnly() {
    assertThat(callers(calls(Accounts.class, "passwordOf")))
        .containsExactly("io.wherry.access.Passwords");
    assertThat(callers(calls(TokenSecret.class, "matches")))
        .containsExactly("io.wherry.access.Passwords");
  }

  @Test
  void deployTokensAreWrittenByTheTokenDeskOnly() {
    assertThat(callers(anyOf(DeployTokens.class, "insert", "update", "rotate", "revoke", "delete")))
        .containsExactly("io.wherry.token.TokenDesk");
  }

  @Test
  void personalTokensAreWrittenByTheirDeskOnly() {
    assertThat(callers(anyOf(PersonalTokens.class, "insert", "replace", "revoke")))
        .containsExactly("io.wherry.account.PersonalTokenDesk");
  }

  @Test
  void peopleAreWrittenByThePeopleDeskOnly() {
    assertThat(callers(anyOf(Accounts.class, "insert", "update", "delete", "changePassword")))
        .containsExactly("io.wherry.account.PeopleDesk");
  }

  @Test
  void rolesAreWrittenByTheMemberDeskOnly() {
    assertThat(callers(anyOf(Memberships.class, "insert", "update", "delete")))
        .containsExactly("io.wherry.account.MemberDesk");
  }

  @Test
  void groupsAndProjectsAreWrittenByTheirDesksOnly() {
    assertThat(callers(anyOf(Namespaces.class, WRITES_OF_NAMESPACES)))
        .containsExactlyInAnyOrder(
            "io.wherry.repository.GroupDesk", "io.wherry.repository.ProjectDesk");
  }

  @Test
  void secretsAreRevealedOnlyWhereTheyAreShownOnce() {
    assertThat(callers(calls(TokenSecret.class, "reveal")))
        .containsExactlyInAnyOrder(
            "io.wherry.Sample",
            "io.wherry.api.DeployTokenJson",
            "io.wherry.api.PersonalTokenJson",
            "io.wherry.cli.ShownSecret");
  }

  @Test
  void innerPackagesAreGivenTimeRandomnessEnvironmentAndThreads() {
    Predicate<JavaAccess<?>> inner =
        call -> !OUTER.contains(relative(call.getOriginOwner().getPackageName()));
    assertThat(callers(inner.and(ArchitectureTest::reachesOutside))).isEmpty();
  }

  @Test
  void nothingSleepsNotEvenATest() {
    JavaClasses testsToo = new ClassFileImporter().importPackages(BASE);
    assertThat(callers(testsToo, calls(Thread.class, "sleep").or(calls(TimeUnit.class, "sleep"))))
        .isEmpty();
  }

  @Test
  void httpDoesNotBecomeADumpingGround() throws IOException {
    try (Stream<Path> files = Files.list(HTTP)) {
      assertThat(files.toList()).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_FILES_OF_HTTP);
    }
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(
            ProductionCode.CLASSES.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                .map(type -> relative(type.getPackageName())))
        .containsExactlyInAnyOrderElementsOf(ProductionCode.packages());
  }

  private static boolean reachesOutside(JavaAccess<?> call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getTarget().getName();
    boolean creation = name.equals("<init>");
    return calls(System.class, "currentTimeMillis").test(call)
        || calls(System.class, "nanoTime").test(call)
        || calls(System.class, "getenv").test(call)
        || calls(System.class, "getProperty").test(call)
        || calls(System.class, "exit").test(call)
        || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
        || (owner.getPackageName().startsWith("java.time") && name.equals("now"))
        || (creation && owner.isAssignableTo(Random.class))
        || (creation && owner.isAssignableTo(Thread.class))
        || calls(Math.class, "random").test(call)
        || calls(UUID.class, "randomUUID").test(call)
        || calls(Runtime.class, "halt").test(call)
        || owner.isEquivalentTo(ThreadLocalRandom.class)
        || owner.isEquivalentTo(Executors.class);
  }

  private static Predicate<JavaAccess<?>> anyOf(Class<?> owner, String... names) {
    return Stream.of(names).map(name -> calls(owner, name)).reduce(Predicate::or).orElseThrow();
  }

  private static void assertUsedOnlyIn(Set<String> packages, String... libraries) {
    assertThat(
            uses(
                use ->
                    !packages.contains(use.from())
                        && Stream.of(libraries).anyMatch(use.used().getName()::startsWith)))
        .isEmpty();
  }
}
