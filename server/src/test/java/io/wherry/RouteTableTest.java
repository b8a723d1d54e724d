package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.wherry.access.Actor.Anonymous;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Reason;
import io.wherry.git.PackTurns;
import io.wherry.git.SharedAnswers;
import io.wherry.http.Protocol;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.Upkeep;
import io.wherry.store.disk.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which requests are served and what each requires, for a reader to approve. */
class RouteTableTest {
  private static final Path APPROVED = Path.of("src/test/resources/approved-routes.txt");
  private static final Path ACTUAL = Path.of("target/approved-routes.txt");

  @TempDir private static Path directory;
  private static Instance instance;
  private static List<Protocol> protocols;

  @BeforeAll
  static void assemble() throws IOException {
    var config = new Config(Settings.read(Optional.empty(), Map.of()));
    var clock = new TestClock(Instant.EPOCH);
    instance =
        Instance.openForCommand(
            DataDirectory.open(directory), config, new Environment(Map.of(), clock));
    GitRepositories repositories = instance.repositories();
    var turns =
        new PackTurns(repositories, new Upkeep(repositories, config.packs()), Duration.ZERO);
    var answers = new SharedAnswers(repositories, instance.answers(0), turns, Runnable::run);
    protocols = Wherry.protocols(instance, instance.projectDesk(), answers, config);
  }

  @AfterAll
  static void close() throws IOException {
    instance.close();
  }

  @Test
  void everyRouteAndWhatItRequiresIsApproved() throws IOException {
    String routes = lines().collect(Collectors.joining("\n", "", "\n"));
    Files.createDirectories(Path.of("target"));
    Files.writeString(ACTUAL, routes);
    assertThat(routes)
        .as(
            "the routes differ from the approved ones; read each changed line with its requirement"
                + " and, where all are meant, approve them: cp %s %s (in the directory server)",
            ACTUAL, APPROVED)
        .isEqualTo(Files.readString(APPROVED));
  }

  @ParameterizedTest
  @EnumSource
  void everyProtocolRefusesForEveryReason(Reason reason) {
    for (Protocol protocol : protocols) {
      assertThat(protocol.refusals().answer(new Denied(reason, new Anonymous())).status())
          .as(protocol.name())
          .isBetween(400, 503)
          .isNotEqualTo(500);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyProtocolAnswersEveryProblem(Problem problem) {
    for (Protocol protocol : protocols) {
      assertThat(protocol.problems().answer(new ProblemException(problem, "no")).status())
          .as(protocol.name())
          .isBetween(400, 503)
          .isNotEqualTo(500);
    }
  }

  private Stream<String> lines() {
    return protocols.stream()
        .flatMap(
            protocol -> protocol.routes().stream().map(route -> protocol.name() + " " + route));
  }

  @Test
  void noProtocolIsLeftOut() {
    assertThat(protocols.stream().map(protocol -> protocol.getClass().getName()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            ProductionCode.CLASSES.stream()
                .filter(type -> type.isAssignableTo(Protocol.class) && !type.isInterface())
                .map(JavaClass::getName)
                .toList());
  }
}
