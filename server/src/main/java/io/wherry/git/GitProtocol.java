package io.wherry.git;

import io.wherry.access.Reason;
import io.wherry.http.Answer;
import io.wherry.http.Exchange;
import io.wherry.http.Problems;
import io.wherry.http.Protocol;
import io.wherry.http.Refusals;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.namespace.NamespacePath;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.ProjectDesk;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Git's smart HTTP protocol: the advertisement of refs and the two services, with and without
 * {@code .git} behind the project's path. Everything else below a repository is nothing.
 *
 * @see <a href="https://git-scm.com/docs/http-protocol">git-http-protocol</a>
 */
public final class GitProtocol implements Protocol {
  private static final String UPLOAD_PACK = "git-upload-pack";
  private static final String RECEIVE_PACK = "git-receive-pack";
  private static final String REQUEST_TYPE = "application/x-git-upload-pack-request";
  private static final String RESULT_TYPE = "application/x-git-upload-pack-result";

  private final GitRepositories repositories;
  private final GitLimits limits;
  private final SharedAnswers answers;
  private final Refusals refusals;
  private final BodyRoom room;
  private final NewProjects newProjects;

  public GitProtocol(
      GitRepositories repositories,
      ProjectDesk projects,
      GitLimits limits,
      SharedAnswers answers,
      String realm) {
    this.repositories = repositories;
    this.newProjects = new NewProjects(projects);
    this.limits = limits;
    this.answers = answers;
    this.refusals = GitRefusals.table(realm);
    this.room = new BodyRoom(limits.fetchBytesAtOnce());
  }

  @Override
  public String name() {
    return "git";
  }

  @Override
  public List<Route> routes() {
    var fetch = new Requirement.On(Area.REPOSITORY, Action.READ, "project");
    var push = new Requirement.On(Area.REPOSITORY, Action.WRITE, "project");
    var head = new Requirement.Open("refuses everybody alike");
    var firstOfPush =
        new Requirement.InHandler(
            push + ", which is made where there is none and " + NewProjects.REQUIREMENT);
    var routes = new ArrayList<Route>();
    for (String base : List.of("/{project+}.git", "/{project+}")) {
      routes.add(Route.get(base + "/info/refs?service=git-upload-pack", fetch, this::serve));
      routes.add(
          Route.get(base + "/info/refs?service=git-receive-pack", firstOfPush, this::beginPush));
      routes.add(Route.get(base + "/info/refs", fetch, GitProtocol::refuseService));
      routes.add(Route.head(base + "/info/refs", head, GitProtocol::refuseHead));
      routes.add(Route.post(base + "/git-upload-pack", fetch, this::serve));
      routes.add(Route.post(base + "/git-receive-pack", push, this::serve));
    }
    return routes;
  }

  @Override
  public Refusals refusals() {
    return refusals;
  }

  @Override
  public Problems problems() {
    return Problems.TEXT;
  }

  private void beginPush(Exchange exchange) throws IOException, ServletException {
    newProjects.require(exchange);
    serve(exchange);
  }

  private void serve(Exchange exchange) throws IOException, ServletException {
    long project = exchange.grant().decision().project().id();
    if (!repositories.exists(project)) {
      throw exchange.denied(Reason.NO_SUCH_PLACE);
    }
    try {
      serveGranted(exchange);
    } catch (IOException | UncheckedIOException e) {
      if (repositories.exists(project)) {
        throw e;
      }
      // It was deleted just now; an answer that has begun breaks off.
      throw exchange.denied(Reason.NO_SUCH_PLACE);
    }
  }

  private void serveGranted(Exchange exchange) throws IOException, ServletException {
    GrantedRepositories.attach(exchange.request(), exchange.grant());
    if (exchange.grant().action() == Action.WRITE) {
      Rewriting.attach(exchange);
      RightToPush.attach(exchange);
    }
    boolean fetch = exchange.grant().action() == Action.READ;
    if (exchange.request().getMethod().equals("GET")) {
      list(exchange, fetch ? UPLOAD_PACK : RECEIVE_PACK);
    } else if (fetch) {
      fetch(exchange);
    } else {
      exchange.proceed(new GitRequest(exchange.request()), noticing(exchange));
    }
  }

  private void list(Exchange exchange, String service) throws IOException, ServletException {
    WholeRequest request = WholeRequest.ofList(exchange.request());
    String protocol = String.valueOf(request.getHeader("Git-Protocol"));
    if (service.equals(UPLOAD_PACK) && protocol.contains("version=2")) {
      // Lists capabilities only, which is as quick as looking for an answer.
      exchange.proceed(request, exchange.response());
    } else {
      String type = "application/x-" + service + "-advertisement";
      answers.serve(exchange, request, exchange.response(), type);
    }
  }

  private void fetch(Exchange exchange) throws IOException, ServletException {
    HttpServletRequest sent = exchange.request();
    if (!REQUEST_TYPE.equals(sent.getContentType())) {
      throw new ProblemException(
          Problem.UNSUPPORTED, "the body of a fetch is of the type " + REQUEST_TYPE);
    }
    BodyRoom.Part part = room.part();
    try {
      WholeRequest request = WholeRequest.ofFetch(sent, limits.maxFetchBytes(), part);
      answers.serve(exchange, request, noticing(exchange), RESULT_TYPE);
    } catch (CappedBody.Refused e) {
      throw e.explained();
    } finally {
      part.release();
    }
  }

  /** The response; for a project that was asked for by a former path, with a line saying so. */
  private static HttpServletResponse noticing(Exchange exchange) {
    NamespacePath path = exchange.grant().decision().project().path();
    boolean moved = !NamespacePath.key(exchange.variable("project")).equals(path.key());
    return moved
        ? new NoticeResponse(
            exchange.response(),
            "this project has moved to " + path + "; the old path works until it is used again")
        : exchange.response();
  }

  /** Neither of the two services, or more than one of them. */
  private static void refuseService(Exchange exchange) {
    throw new ProblemException(
        Problem.NOT_ALLOWED,
        "this service is not offered: git-upload-pack and git-receive-pack are");
  }

  private static void refuseHead(Exchange exchange) throws IOException {
    exchange.answer(Answer.text(403, ""));
  }
}
