package io.wherry.git;

import static io.wherry.git.GitAnswers.assertChallenged;
import static io.wherry.git.GitAnswers.assertPlain;
import static io.wherry.git.GitAnswers.assertServed;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings that change for the whole server who is let in. */
class GitInstanceRulesTest {
  private static final String ROOT = TestServer.basic("root", TestServer.ROOT_TOKEN);

  @Test
  void gitSwitchedOffIsForbiddenToWhoeverIsKnownAndChallengedToOthers() throws Exception {
    try (var server = TestServer.start(Map.of("WHERRY_GIT_HTTP", "false"))) {
      var client = new GitClient(server);
      Project project = server.project("acme/open", Visibility.PUBLIC);
      IssuedToken token = server.token(project, Scope.READ_REPOSITORY);
      for (GitCall call : GitCall.values()) {
        assertPlain(client.call(call, "acme/open", token), 403, "switched off");
        assertPlain(client.call(call, "acme/nothing", token), 403, "switched off");
        assertPlain(client.call(call, "acme/open", ROOT), 403, "switched off");
        assertChallenged(client.call(call, "acme/open", GitClient.NOBODY));
        assertChallenged(client.call(call, "acme/open", TestServer.basic("u", "unknown")));
      }
    }
  }

  @Test
  void externalAuthorizationRulesDeployTokensOutAndSaysSo() throws Exception {
    try (var server = TestServer.start(Map.of("WHERRY_EXTERNAL_AUTHORIZATION_ENABLED", "true"))) {
      var client = new GitClient(server);
      Project project = server.project("acme/app");
      IssuedToken token = server.token(project, Scope.READ_REPOSITORY);
      for (GitCall call : GitCall.values()) {
        assertPlain(client.call(call, "acme/app", token), 403, "external authorization");
        assertPlain(client.call(call, "acme/nothing", token), 403, "external authorization");
        assertServed(client.call(call, "acme/app", ROOT), call);
        assertChallenged(client.call(call, "acme/app", TestServer.basic("u", "unknown")));
      }
    }
  }

  @Test
  void externalAuthorizationMayLeaveDeployTokensAlone() throws Exception {
    try (var server =
        TestServer.start(
            Map.of(
                "WHERRY_EXTERNAL_AUTHORIZATION_ENABLED", "true",
                "WHERRY_EXTERNAL_AUTHORIZATION_DEPLOY_TOKENS", "true"))) {
      IssuedToken token = server.token(server.project("acme/app"), Scope.READ_REPOSITORY);
      for (GitCall call : GitCall.FETCHES) {
        assertServed(new GitClient(server).call(call, "acme/app", token), call);
      }
    }
  }

  @Test
  void onlyDeployTokensAreTakenWhereTheServerSaysSo() throws Exception {
    try (var server = TestServer.start(Map.of("WHERRY_GIT_DEPLOY_TOKENS_ONLY", "true"))) {
      var client = new GitClient(server);
      Project project = server.project("acme/open", Visibility.PUBLIC);
      IssuedToken token = server.token(project, Scope.READ_REPOSITORY);
      for (GitCall call : GitCall.values()) {
        assertChallenged(client.call(call, "acme/open", GitClient.NOBODY));
        assertPlain(client.call(call, "acme/open", ROOT), 403, "deploy tokens");
        assertPlain(client.call(call, "acme/nothing", ROOT), 403, "deploy tokens");
      }
      for (GitCall call : GitCall.FETCHES) {
        assertServed(client.call(call, "acme/open", token), call);
      }
    }
  }

  @Test
  void realmOfTheChallengeIsWhatTheSettingSays() throws Exception {
    try (var server = TestServer.start(Map.of("WHERRY_GIT_REALM", "Harbour, basin 2"))) {
      HttpResponse<String> answer =
          new GitClient(server).call(GitCall.FETCH_REFS, "acme/app", GitClient.NOBODY);

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().allValues("WWW-Authenticate"))
          .containsExactly("Basic realm=\"Harbour, basin 2\"");
    }
  }
}
