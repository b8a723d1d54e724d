package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.wherry.access.Actor.Anonymous;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Reason;
import io.wherry.answer.AnswerCache;
import io.wherry.git.GitProtocol;
import io.wherry.git.SharedAnswers;
import io.wherry.http.Protocol;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.store.disk.DiskRepositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which requests are served and what each requires, for a reader to approve. */
class RouteTableTest {
  private static final Path APPROVED = Path.of("src/test/resources/approved-routes.txt");
  private static final Path ACTUAL = Path.of("target/approved-routes.txt");

  private final List<Protocol> protocols = protocols();

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
    assertThat(protocols.stream().map(protocol -> protocol.getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(
            ProductionCode.CLASSES.stream()
                .filter(type -> type.isAssignableTo(Protocol.class) && !type.isInterface())
                .map(JavaClass::getName)
                .toList());
  }

  private static List<Protocol> protocols() {
    var repositories = new DiskRepositories(Path.of("none"), Path.of("none"));
    try {
      var config = new Config(Settings.read(Optional.empty(), Map.of()));
      var answers =
          new SharedAnswers(repositories, new AnswerCache(Path.of("none"), 0), Runnable::run);
      return List.of(new GitProtocol(repositories, config.git(), answers, config.realm()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
