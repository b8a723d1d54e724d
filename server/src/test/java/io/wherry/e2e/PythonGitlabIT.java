package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Python library python-gitlab and its command line. */
final class PythonGitlabIT extends ApiClientContract {
  private static String python;

  @BeforeAll
  static void needsTheLibrary() throws IOException {
    python = Needs.pythonWith("gitlab").toString();
  }

  @Override
  List<String> program() {
    return List.of(python, Needs.script("python_gitlab.py").toString());
  }

  @Override
  Set<String> exceptions() {
    return Set.of(
        "GitlabAuthenticationError",
        "GitlabCreateError",
        "GitlabDeleteError",
        "GitlabGetError",
        "GitlabHttpError",
        "GitlabListError");
  }

  @Override
  Set<String> neverSent() {
    return Set.of();
  }

  @Override
  void assertMadeWithLittle(JsonNode token) {
    assertMadeByDefault(token);
  }

  @Test
  void listsOnlyActiveTokens() throws IOException {
    assertListsOnlyActiveTokensWhereAsked();
  }

  @Test
  void commandLineMakesListsAndDeletesTokens() throws IOException {
    String path = project();
    String project = "--project-id=" + path;
    assertThat(Nodes.text(json(cli("current-user", "get")), "username")).containsExactly("root");
    JsonNode made = json(create(project, "read_repository,read_registry"));
    assertThat(Nodes.scopes(made)).containsExactly("read_repository", "read_registry");
    assertMadeByDefault(made);
    JsonNode second = json(create(project, "read_repository"));
    JsonNode page = json(cli("project-deploy-token", "list", project, "--per-page=1"));
    assertThat(Nodes.ids(page)).containsExactly(made.get("id").asLong());
    JsonNode all = json(cli("project-deploy-token", "list", project, "--per-page=1", "--get-all"));
    assertThat(Nodes.ids(all)).containsExactly(made.get("id").asLong(), second.get("id").asLong());
    client().git("ls-remote", server().url(Nodes.token(made), path + ".git"));

    String id = "--id=" + made.get("id");
    assertThat(cli("project-deploy-token", "delete", project, id).success()).isEmpty();
    assertThat(cli("project-deploy-token", "get", project, id).ended(1).err())
        .contains("404: 404 Deploy Token Not Found");
    assertThat(create(project, "sudo").ended(1).err())
        .contains("400: scopes does not have a valid value");
  }

  private Outcome create(String project, String scopes) throws IOException {
    return cli(
        "project-deploy-token",
        "create",
        project,
        "--name=cli",
        "--username=",
        "--expires-at=",
        "--scopes=" + scopes);
  }

  /** Debian's wants to read a file, whatever the command line says. */
  private Outcome cli(String... arguments) throws IOException {
    Files.writeString(
        client().home().resolve(".python-gitlab.cfg"),
        "[global]\ndefault = here\n[here]\nurl = %s\nprivate_token = %s\n"
            .formatted(server().url(), Jar.ROOT_TOKEN));
    String program = Needs.program("python-gitlab").toString();
    var command = new ArrayList<>(List.of(program, "--output=json"));
    command.addAll(List.of(arguments));
    return client().run(command);
  }
}
