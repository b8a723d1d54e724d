package io.wherry;

import static io.wherry.ProblemAssert.assertStops;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.audit.By;
import io.wherry.problem.Problem;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Later starts leave root as people want him to be. */
class FirstStartTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("WHERRY_ROOT_TOKEN", "another-token-of-root", "WHERRY_ROOT_PASSWORD", "in the unit");

  private TestServer server;
  private User root;

  @BeforeEach
  void open() throws IOException {
    server = TestServer.start();
    root = server.accounts().findByName("root").orElseThrow();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void startAgain(Map<String, String> environment) throws IOException {
    FirstStart.prepare(server.instance(), environment);
  }

  @Test
  void aRenamedRootStaysTheOneHeIs() throws IOException {
    server
        .peopleDesk()
        .change(
            root,
            was -> new UserDraft("ops", was.name(), was.email(), was.administrator()),
            By.COMMAND_LINE);
    startAgain(Map.of());
    startAgain(ENVIRONMENT);
    assertThat(server.accounts().findByName("root")).isEmpty();
    assertThat(server.data().resolve("initial_root_password")).doesNotExist();
    assertThat(Rest.root(server).get("/user").text("username")).isEqualTo("ops");
  }

  @Test
  void aRootWhoWasDeletedDoesNotComeBack() throws IOException {
    server.user("ada", true);
    server.peopleDesk().delete(root, By.COMMAND_LINE);
    startAgain(Map.of());
    startAgain(ENVIRONMENT);
    assertThat(server.accounts().findByName("root")).isEmpty();
    assertThat(Rest.with(server, "another-token-of-root").get("/user").status()).isEqualTo(401);
  }

  /** A unit starts again with what stands in it, whatever became of the token meanwhile. */
  @Test
  void aTokenThatWasRevokedStaysSo() throws IOException {
    startAgain(ENVIRONMENT);
    assertThat(Rest.with(server, "another-token-of-root").delete("/personal_access_tokens/self"))
        .extracting(Rest.Reply::status)
        .isEqualTo(204);
    startAgain(ENVIRONMENT);
    assertThat(Rest.with(server, "another-token-of-root").get("/user").status()).isEqualTo(401);
    startAgain(Map.of("WHERRY_ROOT_TOKEN", "a-third-token-of-root"));
    startAgain(ENVIRONMENT);
    assertThat(Rest.with(server, "a-third-token-of-root").get("/user").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a-token-too-short", " another-token-of-root", "gldt-0123456789abcdefghij"})
  void aTokenThatOpensNothingStopsTheStart(String token) {
    assertStops(Problem.INVALID, () -> startAgain(Map.of("WHERRY_ROOT_TOKEN", token)))
        .startsWith("WHERRY_ROOT_TOKEN ");
  }

  /** Such as before the first start, by a script that makes people. */
  @Test
  void whereNobodyIsAdministratorThereIsARootAgain() throws IOException {
    server.user("ada");
    server.peopleDesk().delete(root, By.COMMAND_LINE);
    startAgain(ENVIRONMENT);
    assertThat(Rest.with(server, "another-token-of-root").get("/user").text("username"))
        .isEqualTo("root");
  }
}
