package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wherry.account.User;
import io.wherry.audit.AuditQuery;
import io.wherry.page.PageRequest;
import io.wherry.store.disk.DataDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about people, their tokens and roles. */
class PeopleCommandsTest {
  private static final String PASSWORD = "a-long-password";
  private static final byte[] NOTHING = {};

  @TempDir Path data;

  /** How a command ended and what it printed. */
  private record Printed(int code, String out, String err) {
    JsonNode json() throws IOException {
      assertThat(code).as(err).isZero();
      return new ObjectMapper().readTree(out);
    }
  }

  private Printed run(byte[] input, String... command) {
    var out = new StringWriter();
    var err = new StringWriter();
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data.toString()));
    int code =
        Main.commandLine(environment(input))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(new String[0]));
    return new Printed(code, out.toString(), err.toString());
  }

  private static Environment environment(byte[] input) {
    return new Environment(Map.of(), Clock.systemUTC(), new ByteArrayInputStream(input));
  }

  private JsonNode json(String command) throws IOException {
    return run(NOTHING, (command + " --json").split(" ")).json();
  }

  private JsonNode createUser(String name, String password, String more) throws IOException {
    String command = "user create " + name + " --email " + name + "@example.com" + more;
    byte[] input = password.getBytes(StandardCharsets.UTF_8);
    return run(input, (command + " --password-stdin --json").split(" ")).json();
  }

  private Instance open() throws IOException {
    var config = new Config(Settings.read(Optional.empty(), Map.of()));
    return Instance.openForCommand(DataDirectory.open(data), config, environment(NOTHING));
  }

  private boolean isPassword(String username, String password) throws IOException {
    try (Instance instance = open()) {
      User user = instance.accounts().findByName(username).orElseThrow();
      return instance.accounts().passwordOf(user.id()).orElseThrow().matches(password);
    }
  }

  /** A secret that went nowhere is lost: the caller has to know. */
  @Test
  void aCommandWhoseOutputIsLostFails() throws IOException {
    createUser("ann", PASSWORD, "");
    var err = new StringWriter();
    int code =
        Main.commandLine(environment(NOTHING))
            .setOut(
                new PrintWriter(Writer.nullWriter()) {
                  @Override
                  public boolean checkError() {
                    return true;
                  }
                })
            .setErr(new PrintWriter(err))
            .execute("user", "list", "--data", data.toString());
    assertThat(code).isEqualTo(1);
    assertThat(err).hasToString("wherry: cannot write to standard output\n");
  }

  @Test
  void peopleAreCreatedBlockedListedAndDeleted() throws IOException {
    JsonNode ann = createUser("ann", PASSWORD, "");
    assertThat(ann.get("name").asText()).isEqualTo("ann");
    assertThat(ann.get("is_admin").asBoolean()).isFalse();
    createUser("bob", PASSWORD, " --name Bob --admin");
    assertThat(json("user block ann").get("state").asText()).isEqualTo("blocked");
    JsonNode listed = json("user list");
    assertThat(listed.findValuesAsText("username")).containsExactly("ann", "bob");
    assertThat(listed.findValuesAsText("state")).containsExactly("blocked", "active");
    assertThat(listed.findValuesAsText("is_admin")).containsExactly("false", "true");
    assertThat(run(NOTHING, "user", "list").out())
        .matches("blocked +ann +ann <ann@example.com>\nactive +admin bob +Bob <bob@example.com>\n");
    assertThat(json("user unblock ann").get("state").asText()).isEqualTo("active");
    json("user delete bob");
    assertThat(json("user list").findValuesAsText("username")).containsExactly("ann");
  }

  @ParameterizedTest
  @CsvSource({"'pässwörter\n'", "'pässwörter\r\nand more\n'", "pässwörter"})
  void passwordIsTheFirstLineOfStandardInput(String input) throws IOException {
    createUser("ann", PASSWORD + "\n", "");
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    assertThat(run(bytes, "user", "password", "ann", "--password-stdin").code()).isZero();
    assertThat(isPassword("ann", "pässwörter")).isTrue();
    assertThat(isPassword("ann", PASSWORD)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', there is no password on standard input",
    "'\n', password has 8 to 128 characters",
    "'seven77\n', password has 8 to 128 characters",
    "'glpat-12345678901234567890\n', password looks like a token"
  })
  void badPasswordIsRefused(String input, String sentence) throws IOException {
    createUser("ann", PASSWORD, "");
    Printed refused =
        run(input.getBytes(StandardCharsets.UTF_8), "user", "password", "ann", "--password-stdin");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).isEqualTo("wherry: " + sentence + "\n");
    assertThat(isPassword("ann", PASSWORD)).isTrue();
  }

  @Test
  void passwordThatIsNotUtf8IsRefused() {
    byte[] latin = "pässwörter\n".getBytes(StandardCharsets.ISO_8859_1);
    Printed refused =
        run(latin, "user", "create", "ann", "--email", "ann@example.com", "--password-stdin");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).isEqualTo("wherry: the password is not UTF-8\n");
  }

  @Test
  void personalTokenIsShownOnceListedWithoutItsSecretAndRevoked() throws IOException {
    createUser("ann", PASSWORD, "");
    JsonNode created =
        json("user token create ann --name n --scopes api,read_api --expires-at 2099-01-31");
    String secret = created.get("token").asText();
    assertThat(secret).matches("glpat-[0-9a-zA-Z_-]{20}");
    assertThat(created.get("expires_at").asText()).isEqualTo("2099-01-31T00:00:00.000Z");
    String id = created.get("id").asText();
    assertThat(run(NOTHING, "user", "token", "list", "ann").out())
        .matches(id + " +active +2099-01-31T00:00:00.000Z \\[api, read_api] n\n");
    assertThat(json("user token revoke " + id).get("revoked").asBoolean()).isTrue();
    JsonNode listed = json("user token list ann");
    assertThat(listed.get(0).get("active").asBoolean()).isFalse();
    assertThat(listed.toString()).doesNotContain(secret.substring("glpat-".length()));
  }

  @Test
  void expiredTokenIsMadeWithAWarning() throws IOException {
    createUser("ann", PASSWORD, "");
    String command = "user token create ann --name n --scopes api --expires-at 2001-01-01";
    Printed made = run(NOTHING, command.split(" "));
    assertThat(made.code()).isZero();
    assertThat(made.out()).startsWith("username: ann\ntoken:    glpat-");
    assertThat(made.err()).startsWith("wherry: the token has expired already").hasLineCount(1);
  }

  @Test
  void rolesAreGivenChangedListedAndTaken() throws IOException {
    createUser("ann", PASSWORD, "");
    json("project create acme/app --parents");
    JsonNode member = json("member add --group acme ann developer");
    assertThat(member.get("access_level").asInt()).isEqualTo(30);
    assertThat(run(NOTHING, "member", "add", "--project", "acme/app", "ann", "reporter").err())
        .isEqualTo("wherry: role must not be below the inherited one: developer\n");
    json("member add --project acme/app ann maintainer");
    assertThat(json("member set --project acme/app ann owner").get("role").asText())
        .isEqualTo("owner");
    assertThat(run(NOTHING, "member", "list", "--group", "acme").out())
        .isEqualTo("developer  ann\n");
    assertThat(json("member list --project acme/app").findValuesAsText("role"))
        .containsExactly("owner");
    json("member remove --project acme/app ann");
    assertThat(json("member list --project acme/app")).isEmpty();
    assertThat(run(NOTHING, "member", "remove", "--project", "acme/app", "ann").err())
        .isEqualTo("wherry: ann was given no role in acme/app\n");
  }

  @Test
  void rotatedTokenListsItsSecretsAndADeletedOneIsGone() throws IOException {
    json("group create acme");
    JsonNode created = json("token create --group acme --name n --scopes read_repository");
    String id = created.get("id").asText();
    JsonNode rotated = json("token rotate " + id + " --overlap 60");
    assertThat(rotated.get("token").asText())
        .matches("gldt-[0-9a-zA-Z_-]{20}")
        .isNotEqualTo(created.get("token").asText());
    json("token rotate " + id);
    JsonNode secrets = json("token list --group acme").get(0).get("secrets");
    assertThat(secrets.findValuesAsText("current")).containsExactly("true", "false", "false");
    assertThat(secrets.get(0).get("valid_until").isNull()).isTrue();
    assertThat(run(NOTHING, "token", "rotate", id, "--overlap", "2592001").err())
        .isEqualTo("wherry: overlap is at most 2592000 seconds\n");
    json("token delete " + id);
    assertThat(json("token list --all")).isEmpty();
  }

  @Test
  void whatCommandsDidIsNotedForTheAudit() throws IOException {
    createUser("ann", PASSWORD, "");
    json("user token create ann --name n --scopes api");
    json("group create acme");
    json("member add --group acme ann owner");
    try (Instance instance = open()) {
      assertThat(instance.auditLog().list(AuditQuery.ALL, PageRequest.EVERYTHING).items())
          .extracting(entry -> entry.event().by().name() + ": " + entry.event().type())
          .containsExactly(
              "command line: member_created",
              "command line: group_created",
              "command line: personal_access_token_created",
              "command line: user_created");
    }
  }
}
