import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gitlab4j.api.GitLabApi;
import org.gitlab4j.api.GitLabApiException;
import org.gitlab4j.api.Pager;
import org.gitlab4j.api.models.AccessLevel;
import org.gitlab4j.api.models.DeployToken;
import org.gitlab4j.api.models.GroupParams;
import org.gitlab4j.api.models.GroupProjectsFilter;
import org.gitlab4j.api.models.ImpersonationToken;
import org.gitlab4j.api.models.Project;
import org.gitlab4j.api.models.User;
import org.gitlab4j.models.Constants.DeployTokenScope;
import org.gitlab4j.models.Constants.TokenType;
import org.gitlab4j.models.utils.JacksonJson;

/**
 * Does with gitlab4j-api what people's programs do, and prints what it got as one JSON object.
 *
 * <p>Usage: java Gitlab4j URL PERSONAL-TOKEN STEP ARGUMENT...
 */
public final class Gitlab4j {
  private static final Date DATE = Date.from(Instant.parse("2030-01-01T00:00:00Z"));
  private static final Date PAST = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
  private static final List<DeployTokenScope> READING = List.of(DeployTokenScope.READ_REPOSITORY);

  private final Map<String, Object> seen = new LinkedHashMap<>();
  private final String url;
  private final GitLabApi api;

  private Gitlab4j(String url, String token) {
    this.url = url;
    this.api = new GitLabApi(url, token);
  }

  public static void main(String[] given) throws Exception {
    var program = new Gitlab4j(given[0], given[1]);
    program.step(given);
    System.out.println(new JacksonJson().getObjectMapper().writeValueAsString(program.seen));
  }

  private void step(String[] given) throws GitLabApiException {
    switch (given[2]) {
      case "sign_in" -> signIn();
      case "places" -> places(given[3]);
      case "people" -> people(given[3], given[4]);
      case "tokens" -> tokens(given[3], given[4]);
      case "pages" -> pages(given[3], Integer.parseInt(given[4]));
      case "life" -> life(given[3]);
      case "content" -> content(given[3]);
      case "errors" -> errors(given[3]);
      default -> throw new IllegalArgumentException(given[2]);
    }
  }

  private void signIn() throws GitLabApiException {
    seen.put("user", api.getUserApi().getCurrentUser());
    seen.put("version", api.getVersion());
    var bearer = new GitLabApi(url, TokenType.OAUTH2_ACCESS, api.getAuthToken());
    seen.put("bearer", bearer.getUserApi().getCurrentUser());
    seen.put("refused", refusedAs(TokenType.PRIVATE, "wrong"));
    seen.put("job", refusedAs(TokenType.JOB_TOKEN, "wrong"));
  }

  private Map<String, Object> refusedAs(TokenType type, String token) {
    var stranger = new GitLabApi(url, type, token);
    return refusal(() -> stranger.getUserApi().getCurrentUser());
  }

  private void places(String name) throws GitLabApiException {
    var groups = api.getGroupApi();
    var params = new GroupParams().withName("Group " + name).withPath(name);
    var group = groups.createGroup(params);
    var below =
        groups.createGroup(
            new GroupParams().withName("Below").withPath("below").withParentId(group.getId()));
    var app = new Project().withName("App").withPath("app").withNamespaceId(below.getId());
    seen.put("group", group);
    seen.put("subgroup", below);
    seen.put("project", api.getProjectApi().createProject(app));
    seen.put("shown_group", groups.getGroup(name));
    seen.put("shown_project", api.getProjectApi().getProject(name + "/below/app"));
    seen.put("subgroups", groups.getSubGroups(name));
    var deep = new GroupProjectsFilter().withIncludeSubGroups(true);
    seen.put("projects", groups.getProjects(name, deep));
    seen.put("taken", refusal(() -> groups.createGroup(params)));
  }

  private void people(String group, String project) throws GitLabApiException {
    var groups = api.getGroupApi();
    var projects = api.getProjectApi();
    User ann = person(group + "-ann", "Ann");
    User bob = person(group + "-bob", "Bob");
    seen.put("created", ann);
    seen.put("found", List.of(api.getUserApi().getUser(ann.getUsername())));
    seen.put("changed", api.getUserApi().updateUser(bob.withName("Robert"), null));
    seen.put("maintainer", groups.addMember(group, ann.getId(), AccessLevel.MAINTAINER));
    projects.addMember(project, bob.getId(), AccessLevel.REPORTER);
    seen.put("developer", projects.updateMember(project, bob.getId(), AccessLevel.DEVELOPER));
    seen.put("group_members", groups.getMembers(group));
    seen.put("all_members", projects.getAllMembers(project));
    GitLabApi own = signIn(ann);
    GitLabApi bobs = signIn(bob);
    seen.put("signed_in", own.getUserApi().getCurrentUser());
    seen.put(
        "own", own.getDeployTokensApi().addProjectDeployToken(project, "own", DATE, "a", READING));
    seen.put(
        "own_of_group",
        refusal(
            () -> own.getDeployTokensApi().addGroupDeployToken(group, "own", DATE, "a", READING)));
    seen.put(
        "of_developer", refusal(() -> bobs.getDeployTokensApi().getProjectDeployTokens(project)));
    seen.put("of_instance", refusal(() -> own.getDeployTokensApi().getDeployTokens()));
    projects.removeMember(project, bob.getId());
    seen.put("removed", refusal(() -> projects.getMember(project, bob.getId())));
  }

  private User person(String username, String name) throws GitLabApiException {
    var user =
        new User()
            .withUsername(username)
            .withName(name)
            .withEmail(username + "@example.com")
            .withSkipConfirmation(true);
    return api.getUserApi().createUser(user, "correct horse battery " + name, false);
  }

  private GitLabApi signIn(User user) throws GitLabApiException {
    var scopes = new ImpersonationToken.Scope[] {ImpersonationToken.Scope.API};
    var token = api.getUserApi().createPersonalAccessToken(user.getId(), "script", DATE, scopes);
    return new GitLabApi(url, token.getToken());
  }

  private void tokens(String group, String project) throws GitLabApiException {
    var tokens = api.getDeployTokensApi();
    var both = List.of(DeployTokenScope.READ_REGISTRY, DeployTokenScope.READ_REPOSITORY);
    DeployToken full = tokens.addProjectDeployToken(project, "full", DATE, "deployer", both);
    seen.put("of_group", tokens.addGroupDeployToken(group, "plain", DATE, "group", READING));
    seen.put("of_project", full);
    seen.put("shown", tokens.getProjectDeployTokens(project).get(0));
    seen.put("as_person", refusedAs(TokenType.PRIVATE, full.getToken()));
  }

  private void pages(String project, int count) throws GitLabApiException {
    var tokens = api.getDeployTokensApi();
    var created = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      created.add(create(project, "token " + i, DATE).getId());
    }
    Pager<DeployToken> third = tokens.getProjectDeployTokens(project, 5);
    seen.put("created", created);
    seen.put("listed", ids(tokens.getProjectDeployTokens(project, 7).all()));
    seen.put("standard", ids(tokens.getProjectDeployTokens(project)));
    seen.put("third", ids(third.page(3)));
    seen.put("total", third.getTotalItems());
    seen.put("instance", ids(tokens.getDeployTokens(9).all()));
  }

  private void life(String project) throws GitLabApiException {
    var tokens = api.getDeployTokensApi();
    seen.put("living", create(project, "living", DATE));
    Long dying = create(project, "dying", DATE).getId();
    seen.put("expired", create(project, "expired", PAST));
    tokens.deleteProjectDeployToken(project, dying);
    seen.put("all", ids(tokens.getProjectDeployTokens(project)));
    seen.put("deleted_twice", refusal(() -> tokens.deleteProjectDeployToken(project, dying)));
  }

  private void content(String project) throws GitLabApiException {
    var repository = api.getRepositoryApi();
    var commits = api.getCommitsApi();
    seen.put("branches", repository.getBranches(project));
    seen.put("branch", repository.getBranch(project, "größe/naïve"));
    seen.put("tags", api.getTagsApi().getTags(project));
    seen.put("tag", api.getTagsApi().getTag(project, "v1.0"));
    seen.put("commits", commits.getCommits(project, "main", null, null, 5).all());
    String newest = repository.getBranch(project, "main").getCommit().getId();
    seen.put("commit", commits.getCommit(project, newest));
    seen.put("missing", refusal(() -> repository.getBranch(project, "none")));
  }

  private void errors(String project) throws GitLabApiException {
    var tokens = api.getDeployTokensApi();
    seen.put(
        "bad_username",
        refusal(() -> tokens.addProjectDeployToken(project, "bad", DATE, "a b", READING)));
    seen.put("unknown", refusal(() -> tokens.deleteProjectDeployToken(project, 999999L)));
    seen.put("no_project", refusal(() -> api.getProjectApi().getProject(project + "-none")));
  }

  private DeployToken create(String project, String name, Date date) throws GitLabApiException {
    return api.getDeployTokensApi().addProjectDeployToken(project, name, date, "reader", READING);
  }

  private static List<Long> ids(List<DeployToken> tokens) {
    return tokens.stream().map(DeployToken::getId).toList();
  }

  private interface Call {
    void run() throws GitLabApiException;
  }

  private static Map<String, Object> refusal(Call call) {
    try {
      call.run();
    } catch (GitLabApiException e) {
      var kind = e.getClass().getSimpleName();
      return Map.of("type", kind, "status", e.getHttpStatus(), "message", e.getMessage());
    }
    throw new AssertionError("should have been refused");
  }
}
