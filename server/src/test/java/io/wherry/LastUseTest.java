package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.access.Operations;
import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.AuditQuery;
import io.wherry.audit.By;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.page.PageRequest;
import io.wherry.repository.GitRepositories;
import io.wherry.secret.Expiry;
import io.wherry.secret.SecretDigest;
import io.wherry.store.disk.DataDirectory;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import io.wherry.token.TokenUse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the last use of a token after the server has stopped. */
class LastUseTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("WHERRY_LISTEN_PORT", "0", "WHERRY_ROOT_PASSWORD", "root's password");

  @TempDir Path data;
  private final TestClock clock = new TestClock(NOON);
  private final HttpClient client = HttpClient.newHttpClient();
  private IssuedToken token;
  private IssuedToken imagesOnly;

  @BeforeEach
  void fill() throws IOException {
    try (Instance instance = open()) {
      instance.groupDesk().create(draft("acme"), By.COMMAND_LINE);
      Project app =
          instance
              .projectDesk()
              .create(draft("acme/app"), GitRepositories.Content.EMPTY, By.COMMAND_LINE);
      token = issue(instance, app, Scope.READ_REPOSITORY);
      imagesOnly = issue(instance, app, Scope.READ_REGISTRY);
    }
  }

  @Test
  void latestUseIsKeptWithTimeAddressAndWhatItWas() throws Exception {
    try (Wherry server = serve()) {
      assertThat(fetch(server, "acme/app", TestServer.basic(token))).isEqualTo(200);
      clock.set(NOON.plusSeconds(90));
      assertThat(fetch(server, "ACME/app.git", TestServer.basic(token))).isEqualTo(200);
    }

    assertThat(lastUse(token))
        .hasValue(
            new TokenUse(
                digest(token), NOON.plusSeconds(90), "127.0.0.1", "repository:read acme/app"));
  }

  @Test
  void refusedRequestIsNoUse() throws Exception {
    String secret = token.secret().reveal();
    try (Wherry server = serve()) {
      assertThat(fetch(server, "acme/app", TestServer.basic("other", secret))).isEqualTo(401);
      assertThat(fetch(server, "acme/no", TestServer.basic(token))).isEqualTo(401);
      assertThat(fetch(server, "acme/app", TestServer.basic(imagesOnly))).isEqualTo(403);
      assertThat(fetch(server, "acme/app", "Bearer " + secret)).isEqualTo(401);
      revoke(server.instance());
      assertThat(fetch(server, "acme/app", TestServer.basic(token))).isEqualTo(401);
    }

    assertThat(lastUse(token)).isEmpty();
    assertThat(lastUse(imagesOnly)).isEmpty();
  }

  @Test
  void refusedRequestLeavesAnEarlierUseAsItWas() throws Exception {
    try (Wherry server = serve()) {
      assertThat(fetch(server, "acme/app", TestServer.basic(token))).isEqualTo(200);
      clock.set(NOON.plusSeconds(90));
      assertThat(fetch(server, "acme/no", TestServer.basic(token))).isEqualTo(401);
    }

    assertThat(lastUse(token).map(TokenUse::at)).hasValue(NOON);
  }

  /** A clone takes several requests, and is one event; one of the next minute is another. */
  @Test
  void whatATokenFetchesIsInTheAuditOnceAMinute() throws Exception {
    try (Wherry server = serve()) {
      fetch(server, "acme/app", TestServer.basic(token));
      fetch(server, "acme/app.git", TestServer.basic(token));
      fetch(server, "acme/app", TestServer.basic(imagesOnly));
      clock.set(NOON.plusSeconds(90));
      fetch(server, "acme/app", TestServer.basic(token));
    }

    assertThat(operations())
        .extracting(event -> event.at() + " " + event.by().id() + " " + event.subject().path())
        .containsExactly(
            NOON.plusSeconds(90) + " " + token.token().id() + " acme/app",
            NOON + " " + token.token().id() + " acme/app");
    assertThat(operations().get(0).by().kind()).isEqualTo(By.Kind.DEPLOY_TOKEN);
    assertThat(operations().get(0).by().address()).isEqualTo("127.0.0.1");
  }

  @Test
  void whatWasFetchedLongAgoIsForgottenAndChangesAreNot() throws Exception {
    try (Wherry server = serve()) {
      fetch(server, "acme/app", TestServer.basic(token));
    }
    clock.set(NOON.plus(Duration.ofDays(31)));
    try (Wherry server = serve()) {
      assertThat(server.url()).isNotEmpty();
    }

    assertThat(operations()).isEmpty();
    assertThat(events()).extracting(AuditEvent::type).contains("deploy_token_created");
  }

  private List<AuditEvent> operations() throws IOException {
    return events().stream().filter(event -> event.type().equals(Operations.TYPE)).toList();
  }

  private List<AuditEvent> events() throws IOException {
    try (Instance instance = open()) {
      return instance.auditLog().list(AuditQuery.ALL, PageRequest.EVERYTHING).items().stream()
          .map(AuditEntry::event)
          .toList();
    }
  }

  private static IssuedToken issue(Instance instance, Project holder, Scope scope) {
    return instance
        .tokenDesk()
        .issue(holder, new TokenDraft("test", "", Set.of(scope), Expiry.NEVER), By.COMMAND_LINE);
  }

  private void revoke(Instance instance) {
    Namespace app = instance.namespaces().find(new NamespaceRef.ByPath("acme/app")).orElseThrow();
    instance.tokenDesk().revoke(app, token.token().id(), By.COMMAND_LINE);
  }

  private static NamespaceDraft draft(String path) {
    return NamespaceDraft.of(NamespacePath.parse(path), Visibility.PUBLIC);
  }

  private SecretDigest digest(IssuedToken issued) throws IOException {
    try (Instance instance = open()) {
      return issued.secret().digest(instance.key());
    }
  }

  private Optional<TokenUse> lastUse(IssuedToken used) throws IOException {
    try (Instance instance = open()) {
      return instance.tokens().usage(used.token().id()).last().findFirst();
    }
  }

  private Instance open() throws IOException {
    return Instance.openForCommand(
        DataDirectory.open(data), config(), new Environment(ENVIRONMENT, clock));
  }

  private Wherry serve() throws IOException {
    return Wherry.start(DataDirectory.open(data), config(), new Environment(ENVIRONMENT, clock));
  }

  private static Config config() throws IOException {
    return new Config(Settings.read(Optional.empty(), ENVIRONMENT));
  }

  private int fetch(Wherry server, String path, String authorization) throws Exception {
    String url = server.listenUrl() + "/" + path + "/info/refs?service=git-upload-pack";
    var request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", authorization).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
