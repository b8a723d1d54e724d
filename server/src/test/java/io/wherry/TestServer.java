package io.wherry;

import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.ProjectDesk;
import io.wherry.store.disk.DataDirectory;
import io.wherry.token.DeployTokens;
import io.wherry.token.Expiry;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDesk;
import io.wherry.token.TokenDraft;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FileUtils;

/** The real server on a free port and a temporary directory, with short ways to fill it. */
public final class TestServer implements AutoCloseable {
  /** Root's personal token. */
  public static final String ROOT_TOKEN = "root-token-of-the-tests";

  public final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
  private final Path data;
  private final Wherry wherry;

  private TestServer(Map<String, String> settings) throws IOException {
    var environment = new HashMap<>(settings);
    environment.putIfAbsent("WHERRY_ROOT_TOKEN", ROOT_TOKEN);
    environment.putIfAbsent("WHERRY_ROOT_PASSWORD", "root's password");
    environment.put("WHERRY_LISTEN_PORT", "0");
    data = Files.createTempDirectory("wherry-test-");
    var config = new Config(Settings.read(Optional.empty(), environment));
    wherry = Wherry.start(DataDirectory.open(data), config, new Environment(environment, clock));
  }

  public static TestServer start() throws IOException {
    return new TestServer(Map.of());
  }

  /** With environment variables such as {@code WHERRY_GIT_MAX_REFS}. */
  public static TestServer start(Map<String, String> settings) throws IOException {
    return new TestServer(settings);
  }

  public String url() {
    return wherry.listenUrl();
  }

  public int port() {
    return URI.create(url()).getPort();
  }

  /** With user information: {@code http://user:secret@127.0.0.1:1234/path}. */
  public String url(String username, String secret, String path) {
    return url().replaceFirst("://", "://" + username + ":" + secret + "@") + "/" + path;
  }

  public String url(IssuedToken token, String path) {
    return url(token.token().username(), token.secret().reveal(), path);
  }

  public String rootUrl(String path) {
    return url("root", ROOT_TOKEN, path);
  }

  /** The value of an {@code Authorization} header. */
  public static String basic(String username, String secret) {
    byte[] pair = (username + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  public static String basic(IssuedToken token) {
    return basic(token.token().username(), token.secret().reveal());
  }

  public Path data() {
    return data;
  }

  public Namespaces namespaces() {
    return wherry.instance().namespaces();
  }

  public DeployTokens tokens() {
    return wherry.instance().tokens();
  }

  public TokenDesk tokenDesk() {
    return wherry.instance().tokenDesk();
  }

  public ProjectDesk projectDesk() {
    return wherry.instance().projectDesk();
  }

  public Repository open(Project project) throws IOException {
    return wherry.instance().repositories().open(project.id());
  }

  /** Removes the repository of a project and leaves the row. */
  public void deleteRepository(Project project) throws IOException {
    wherry.instance().repositories().delete(project.id());
  }

  /** Creates a group and those above it that are missing. */
  public Group group(String path) {
    NamespacePath parsed = NamespacePath.parse(path);
    parsed.parent().ifPresent(this::ensureGroup);
    return namespaces().createGroup(namespaces().reserveId(), parsed);
  }

  private void ensureGroup(NamespacePath path) {
    if (namespaces().find(new NamespaceRef.ByPath(path.toString())).isEmpty()) {
      group(path.toString());
    }
  }

  /** Creates a project with an empty repository, and the groups above it that are missing. */
  public Project project(String path, Visibility visibility) throws IOException {
    NamespacePath parsed = NamespacePath.parse(path);
    parsed.parent().ifPresent(this::ensureGroup);
    return projectDesk().create(parsed, visibility, GitRepositories.Content.EMPTY);
  }

  public Project project(String path) throws IOException {
    return project(path, Visibility.PRIVATE);
  }

  public IssuedToken token(Namespace holder, Scope... scopes) {
    return token(holder, Expiry.NEVER, scopes);
  }

  public IssuedToken token(Namespace holder, Expiry expiry, Scope... scopes) {
    return tokenDesk().issue(holder, new TokenDraft("test", "", Set.of(scopes), expiry));
  }

  public void revoke(IssuedToken token) {
    tokenDesk().revoke(token.token().id());
  }

  /** Switches the repository of a project off or on. */
  public void offerRepository(Project project, boolean on) {
    namespaces()
        .update(
            new Project(project.id(), project.path(), project.lineage(), project.visibility(), on));
  }

  public List<Namespace> all() {
    return namespaces().all();
  }

  @Override
  public void close() throws IOException {
    wherry.close();
    FileUtils.delete(data.toFile(), FileUtils.RECURSIVE);
  }
}
