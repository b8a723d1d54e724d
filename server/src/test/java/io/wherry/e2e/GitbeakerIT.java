package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The JavaScript library gitbeaker and its command line. */
final class GitbeakerIT extends ApiClientContract {
  private static String node;
  private static String modules;

  @BeforeAll
  static void needsTheLibrary() {
    node = Needs.program("node").toString();
    modules = Needs.library("npm/node_modules").toString();
  }

  @Override
  List<String> program() {
    String script = Needs.script("gitbeaker.cjs").toString();
    return List.of("env", "NODE_PATH=" + modules, node, script);
  }

  @Override
  Set<String> exceptions() {
    return Set.of("GitbeakerRequestError");
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
    assertThat(Nodes.text(json(cli("users", "show-current-user")), "username"))
        .containsExactly("root");
    JsonNode one = json(create(project, "read_repository"));
    assertThat(Nodes.scopes(one)).containsExactly("read_repository");
    JsonNode two = json(create(project, "read_registry,read_repository"));
    assertThat(Nodes.scopes(two)).containsExactly("read_repository", "read_registry");
    JsonNode all = json(cli("deploy-tokens", "all", project, "--per-page=1"));
    assertThat(Nodes.ids(all)).containsExactly(one.get("id").asLong(), two.get("id").asLong());
    client().git("ls-remote", server().url(Nodes.token(one), path + ".git"));

    String id = "--token-id=" + one.get("id");
    cli("deploy-tokens", "remove", project, id).success();
    assertThat(cli("deploy-tokens", "show", project, id).ended(1).out())
        .startsWith("GitbeakerRequestError: 404 Deploy Token Not Found");
    assertThat(create(project, "sudo").ended(1).out())
        .startsWith("GitbeakerRequestError: scopes does not have a valid value");
  }

  private Outcome create(String project, String scopes) throws IOException {
    return cli("deploy-tokens", "create", project, "--name=cli", "--scopes=" + scopes);
  }

  private Outcome cli(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(node, modules + "/.bin/gb"));
    command.addAll(List.of(arguments));
    return client()
        .with("GITBEAKER_HOST", server().url())
        .with("GITBEAKER_TOKEN", Jar.ROOT_TOKEN)
        .run(command);
  }
}
