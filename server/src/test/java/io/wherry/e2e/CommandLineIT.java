package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The administrative commands, beside a running server. */
@ExtendWith(Fleet.Extension.class)
final class CommandLineIT {
  private final JarServer server;
  private final Client client;

  CommandLineIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.server = fleet.server;
    this.client = Client.in(room);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          group create nowhere/tools           | there is no group nowhere
          group create acme                    | path acme is taken
          group create acme/-x                 | name "-x" may use
          group create admin                   | name "admin" is reserved
          group move acme nowhere/acme         | there is no group nowhere
          group delete acme                    | group acme is not empty
          project create acme/fleet/harbour    | path acme/fleet/harbour is taken
          project create acme/x --visibility y | visibility "y" is none of private, internal, public
          project move acme/none acme/other    | there is no group or project acme/none
          project delete acme/fleet            | there is no project acme/fleet
          project import acme/x /nowhere/at    | there is nothing at /nowhere/at
          token create --group acme --name n --scopes root | scopes does not have a valid value
          token create --project acme --name n --scopes read_repository | there is no project acme
          token list --group nowhere           | there is no group or project nowhere
          token revoke 987654                  | there is no deploy token 987654
          token rotate 987654                  | there is no deploy token 987654
          token delete 987654                  | there is no deploy token 987654
          user create ann --email a@b.example --password-stdin | there is no password on standard
          user create a/b --email a@b.example --password-stdin | username may use
          user create ann --email nowhere --password-stdin     | email is invalid
          user block nobody                    | there is no user nobody
          user token list nobody               | there is no user nobody
          user token create root --name n --scopes sudo | scopes does not have a valid value
          user token revoke 987654             | there is no personal token 987654
          member add --group acme nobody owner | there is no user nobody
          member add --group acme root captain | role "captain" is none of guest, reporter
          member set --group acme root guest   | root was given no role in acme
          member remove --group acme root      | root was given no role in acme
          member list --project acme/none      | there is no group or project acme/none
          project list --config /nowhere/at    | cannot read the settings file /nowhere/at
          """)
  void whatFailsEndsWithOneAndOneSentence(String command, String sentence) throws IOException {
    Outcome failed = server.run(command.split(" ")).ended(1);
    assertThat(failed.err()).startsWith("wherry: ").contains(sentence).hasLineCount(1);
    assertThat(failed.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          launch                                       | Unmatched argument at index 0: 'launch'
          group                                        | Missing required subcommand
          group create                                 | Missing required parameter: 'PATH'
          project create a b                           | Unmatched argument
          project create a --colour red                | Unknown option
          token create --name n --scopes s             | Missing required argument
          token create --group a --project b --name n --scopes s | mutually exclusive
          token revoke one                             | 'one' is not a long
          token rotate 1 --overlap day                 | 'day' is not a long
          user create ann --email a@b.example          | Missing required option: '--password-stdin'
          user token create ann --scopes api           | Missing required option: '--name=N'
          member add ann developer                     | Missing required argument
          member add --group a ann                     | Missing required parameter: 'ROLE'
          serve --listen 8080                          | --listen takes HOST:PORT, not 8080
          serve --config                               | Missing required parameter
          """)
  void wrongUsageEndsWithTwo(String command, String sentence) throws IOException {
    Outcome refused = Jar.bare().run(client.directory(), command.split(" ")).ended(2);
    assertThat(refused.err()).contains(sentence);
    assertThat(refused.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\n", "x\ny", "x\r", "x%0ay", "x\u2028y"})
  void badInput36LineBreaksInNamesAreRefused(String name) throws IOException {
    Outcome refused = server.run("project", "create", "acme/" + name).ended(1);
    assertThat(refused.err()).startsWith("wherry: name ").hasLineCount(1).doesNotContain("\r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bot\nhost=example.com", "bot\r", "bot%0ahost=example.com", "a:b", "a@b"})
  void badInput38UsernamesThatChangeACredentialAreRefused(String username) throws IOException {
    Outcome refused =
        server
            .run(
                "token",
                "create",
                "--group",
                "acme",
                "--name",
                "n",
                "--scopes",
                "read_repository",
                "--username",
                username)
            .ended(1);
    assertThat(refused.err()).startsWith("wherry: username ").hasLineCount(1);
  }

  @Test
  void badInput38LineBreakInTheUrlOfTheServerIsRefused() throws IOException {
    String url = "https://example.com/\nhost=example.org";
    Outcome refused =
        Jar.bare().run(client.directory(), "serve", "--data", "data", "--url", url).ended(1);
    assertThat(refused.err()).startsWith("wherry: setting url is ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve --help",
        "demo --help",
        "group --help",
        "token create --help",
        "user token --help"
      })
  void helpIsPrintedAndEndsWithZero(String command) throws IOException {
    Outcome helped = Jar.bare().run(client.directory(), command.split(" ")).ended(0);
    assertThat(helped.out()).startsWith("Usage: wherry");
    assertThat(helped.err()).isEmpty();
  }

  @Test
  void versionNamesVersionCommitAndJava() throws IOException {
    JsonNode json = server.json("version");
    assertThat(json.get("version").asText()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(json.get("commit").asText()).matches("[0-9a-f]{40}|unknown");
    assertThat(json.get("java").asText()).startsWith(Integer.toString(Runtime.version().feature()));
  }

  @Test
  void groupsAreCreatedListedMovedAndDeleted() throws IOException {
    assertThat(server.json("group", "create", "g/h/i", "--parents").get("path").asText())
        .isEqualTo("g/h/i");
    assertThat(server.run("group", "list").success()).contains("g\n").contains("g/h/i\n");
    server.project("g/h/p");
    Token token = server.token("--group", "g/h");
    assertReadable(token, "g/h/p", true);
    assertThat(server.json("group", "move", "g/h", "g/j").get("path").asText()).isEqualTo("g/j");
    assertReadable(token, "g/j/p", true);
    assertThat(server.json("project", "delete", "g/j/p").get("path").asText()).isEqualTo("g/j/p");
    assertReadable(token, "g/j/p", false);
    assertThat(server.json("group", "delete", "g/j/i").get("path").asText()).isEqualTo("g/j/i");
    assertThat(server.json("group", "list").findValuesAsText("path"))
        .contains("g/j")
        .doesNotContain("g/h", "g/h/i", "g/j/i");
  }

  private void assertReadable(Token token, String path, boolean readable) throws IOException {
    Outcome listed = client.tryGit("ls-remote", server.url(token, path + ".git"));
    assertThat(listed.code() == 0).as(listed.toString()).isEqualTo(readable);
  }

  @Test
  void projectIsChangedWhileItIsServed() throws IOException {
    long id = server.project("cli/first");
    assertThat(server.json("project", "list").findValuesAsText("id")).contains("" + id);
    String url = server.url("cli/first.git");
    client.tryGit("ls-remote", url).failure();
    assertThat(server.json("project", "set", "cli/first", "--visibility", "public"))
        .isEqualTo(server.json("project", "set", "cli/first", "--repository", "on"));
    client.git("ls-remote", url);
    server.json("project", "set", "cli/first", "--repository", "off");
    client.tryGit("ls-remote", url).failure();
    server.json("project", "set", "cli/first", "--repository", "on");
    assertThat(server.json("project", "move", "cli/first", "cli/second").get("id").asLong())
        .isEqualTo(id);
    client.git("ls-remote", server.url("cli/second.git"));
  }

  @Test
  void tokensAreCreatedListedAndRevoked() throws IOException {
    server.project("cli/tokens");
    JsonNode created =
        server.json(
            "token",
            "create",
            "--project",
            "cli/tokens",
            "--name",
            "mirror",
            "--username",
            "bot",
            "--scopes",
            "read_repository,read_registry",
            "--expires-at",
            "2099-01-31");
    assertThat(created.get("username").asText()).isEqualTo("bot");
    assertThat(created.get("expires_at").asText()).isEqualTo("2099-01-31T00:00:00.000Z");
    String secret = created.get("token").asText();
    assertThat(secret).matches("gldt-[0-9a-zA-Z_-]{20}");
    var token = new Token(created.get("id").asLong(), "bot", secret);
    assertReadable(token, "cli/tokens", true);

    JsonNode listed = server.json("token", "list", "--project", "cli/tokens");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("active").asBoolean()).isTrue();
    assertThat(listed.toString()).doesNotContain(secret.substring("gldt-".length()));
    server.json("token", "revoke", Long.toString(token.id()));
    assertReadable(token, "cli/tokens", false);
    assertThat(server.json("token", "list", "--project", "cli/tokens", "--active")).isEmpty();
    assertThat(server.run("token", "list", "--all").success()).contains("revoked").contains("bot");
  }

  /** From before GitLab's tokens had a prefix; the URLs in which they stand stay as they are. */
  @Test
  void aTokenOfAnotherServerOpensTheSameHere() throws IOException {
    server.project("cli/imported");
    String secret = "xRz7_bareAndOld-9Kq2";
    String[] create = {
      "token",
      "create",
      "--project",
      "cli/imported",
      "--name",
      "mirror",
      "--secret-stdin",
      "--username",
      "gitlab+deploy-token-42",
      "--scopes",
      "read_repository"
    };
    assertThat(server.runReading(secret + "\n", create).success()).contains(secret);
    assertReadable(new Token(0, "gitlab+deploy-token-42", secret), "cli/imported", true);
    assertThat(server.runReading(secret + "\n", create).failure().err())
        .contains("this secret is, or was, another token's");
    assertThat(server.runReading("too short\n", create).failure().err())
        .contains("20 to 255")
        .doesNotContain("too short");
  }

  @Test
  void tokenCreatedWithoutJsonIsShownOnTwoLines() throws IOException {
    server.project("cli/plain");
    String out =
        server
            .run("token create --project cli/plain --name n --scopes read_repository".split(" "))
            .success();
    assertThat(out)
        .matches("username: gitlab\\+deploy-token-[0-9]+\ntoken:    gldt-[0-9a-zA-Z_-]{20}\n");
  }
}
