package io.wherry;

import io.wherry.account.Accounts;
import io.wherry.account.MemberDesk;
import io.wherry.account.MemberDesk.Granting;
import io.wherry.account.Membership;
import io.wherry.account.Memberships;
import io.wherry.account.PeopleDesk;
import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalTokenDesk;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.PersonalTokens;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.audit.AuditLog;
import io.wherry.audit.By;
import io.wherry.namespace.Features;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.GroupDesk;
import io.wherry.repository.ProjectDesk;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenSecret;
import io.wherry.store.NewDatabase;
import io.wherry.store.disk.DataDirectory;
import io.wherry.token.DeployToken;
import io.wherry.token.DeployTokens;
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

  /** Of everybody but root. */
  public static final String PASSWORD = "password of a test";

  /** Whoever gives and takes all roles. */
  public static final Granting AS_OWNER = new Granting(Role.OWNER, By.COMMAND_LINE);

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
    DataDirectory directory = DataDirectory.open(data);
    NewDatabase.at(directory.database());
    wherry = Wherry.start(directory, config, new Environment(environment, clock));
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

  /** What the server is made of, for what this class has no short way to. */
  Instance instance() {
    return wherry.instance();
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

  public GroupDesk groupDesk() {
    return wherry.instance().groupDesk();
  }

  public Accounts accounts() {
    return wherry.instance().accounts();
  }

  public PersonalTokens personalTokens() {
    return wherry.instance().personalTokens();
  }

  public Memberships memberships() {
    return wherry.instance().memberships();
  }

  public AuditLog auditLog() {
    return wherry.instance().auditLog();
  }

  public PeopleDesk peopleDesk() {
    return wherry.instance().peopleDesk();
  }

  public PersonalTokenDesk personalTokenDesk() {
    return wherry.instance().personalTokenDesk();
  }

  public MemberDesk memberDesk() {
    return wherry.instance().memberDesk();
  }

  public Repository open(Project project) throws IOException {
    return wherry.instance().repositories().open(project.id());
  }

  /** Removes the repository of a project and leaves the row. */
  public void deleteRepository(Project project) throws IOException {
    wherry.instance().repositories().delete(project.id());
  }

  /** What has that path. */
  public Namespace place(String path) {
    return namespaces().find(new NamespaceRef.ByPath(path)).orElseThrow();
  }

  /** Creates a private group and those above it that are missing. */
  public Group group(String path) {
    return group(path, Visibility.PRIVATE);
  }

  public Group group(String path, Visibility visibility) {
    NamespacePath parsed = NamespacePath.parse(path);
    parsed.parent().ifPresent(this::ensureGroup);
    return groupDesk().create(NamespaceDraft.of(parsed, visibility), By.COMMAND_LINE);
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
    return projectDesk()
        .create(
            NamespaceDraft.of(parsed, visibility), GitRepositories.Content.EMPTY, By.COMMAND_LINE);
  }

  public Project project(String path) throws IOException {
    return project(path, Visibility.PRIVATE);
  }

  public IssuedToken token(Namespace holder, Scope... scopes) {
    return token(holder, Expiry.NEVER, scopes);
  }

  public IssuedToken token(Namespace holder, Expiry expiry, Scope... scopes) {
    return issue(holder, new TokenDraft("test", "", Set.of(scopes), expiry));
  }

  public IssuedToken issue(Namespace holder, TokenDraft draft) {
    return tokenDesk().issue(holder, draft, By.COMMAND_LINE);
  }

  public void revoke(IssuedToken issued) {
    DeployToken token = issued.token();
    Namespace holder = namespaces().find(new NamespaceRef.ById(token.holderId())).orElseThrow();
    tokenDesk().revoke(holder, token.id(), By.COMMAND_LINE);
  }

  /** Switches the repository of a project off or on. */
  public void offerRepository(Project project, boolean on) {
    projectDesk()
        .change(
            project,
            found -> found.with(new Features(on, found.features().rewriting())),
            By.COMMAND_LINE);
  }

  /** Gives a group or project, and everything inside, another path. */
  public Namespace move(Namespace moved, String target) {
    NamespacePath path = NamespacePath.parse(target);
    return moved instanceof Group group
        ? groupDesk().move(group, path, By.COMMAND_LINE)
        : projectDesk().move((Project) moved, path, By.COMMAND_LINE);
  }

  /** Makes a person who is no administrator, with {@link #PASSWORD}. */
  public User user(String name) {
    return user(name, false);
  }

  public User user(String name, boolean administrator) {
    var draft = new UserDraft(name, name, name + "@example.org", administrator);
    return peopleDesk().create(draft, PASSWORD, By.COMMAND_LINE);
  }

  public TokenSecret personalToken(User user, PersonalScope... scopes) {
    var draft = new PersonalTokenDraft("test", Set.of(scopes), Expiry.NEVER);
    return personalTokenDesk().issue(user, draft, By.COMMAND_LINE).secret();
  }

  /** Gives somebody a role in a place. */
  public Membership member(Namespace place, User user, Role role) {
    return memberDesk().add(place, user, role, AS_OWNER);
  }

  public void delete(Project project) throws IOException {
    projectDesk().delete(project, By.COMMAND_LINE);
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
