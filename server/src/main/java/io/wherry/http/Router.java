package io.wherry.http;

import io.wherry.access.Access;
import io.wherry.access.Credentials;
import io.wherry.access.Decision;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Decision.Granted;
import io.wherry.http.Exchange.Grant;
import io.wherry.http.RouteTable.Match;
import io.wherry.problem.ProblemException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The one way into the server: finds the route, reads the credentials, asks for the decision, calls
 * the handler or refuses. Whatever goes wrong below ends here and becomes one of the protocol's
 * answers.
 */
public final class Router implements Filter {
  private final RouteTable routes;
  private final Access access;
  private final RequestLog log;

  public Router(List<Protocol> protocols, Access access, RequestLog log) {
    this.routes = new RouteTable(protocols);
    this.access = access;
    this.log = log;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    doFilter((HttpServletRequest) request, (HttpServletResponse) response, chain);
  }

  private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    RequestLog.Entry entry = log.begin(request);
    response.setHeader("X-Request-Id", entry.id());
    try {
      route(request, response, chain, entry);
    } catch (ProblemException e) {
      refuse(request, response, Problems.TEXT.answer(e));
    } catch (IOException e) {
      Optional<Answer> faultOfClient = BrokenRequest.answer(e);
      if (faultOfClient.isPresent()) {
        log.interrupted(entry, e);
      } else {
        log.failed(entry, e);
      }
      fail(response, entry, faultOfClient.orElse(internalError(entry)));
    } catch (Exception e) {
      log.failed(entry, e);
      fail(response, entry, internalError(entry));
    } finally {
      log.end(entry, response.getStatus());
    }
  }

  private void route(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      RequestLog.Entry entry)
      throws IOException, ServletException {
    var path = new RawPath(request.getRequestURI());
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    Optional<Match> match = routes.find(request.getMethod(), path, query);
    if (match.isEmpty()) {
      refuse(request, response, noRoute(path, query));
      return;
    }
    Protocol protocol = match.get().entry().protocol();
    try {
      Optional<Grant> grant = decide(match.get(), CredentialsReader.read(request), entry);
      var exchange = new Exchange(request, response, chain, match.get().variables(), grant);
      match.get().entry().route().handler().handle(exchange);
    } catch (DeniedException e) {
      entry.denied(e.denied());
      refuse(request, response, protocol.refusals().answer(e.denied()));
    } catch (ProblemException e) {
      refuse(request, response, protocol.problems().answer(e));
    }
  }

  /** The grant; empty on an open route. */
  private Optional<Grant> decide(Match match, Credentials credentials, RequestLog.Entry entry) {
    if (!(match.entry().route().requirement() instanceof Requirement.On on)) {
      return Optional.empty();
    }
    Decision decision = access.decide(credentials, on.resource(match.variables()), on.action());
    if (decision instanceof Denied denied) {
      throw new DeniedException(denied.reason(), denied.actor());
    }
    Granted granted = (Granted) decision;
    entry.granted(granted);
    return Optional.of(new Grant(granted, on.action()));
  }

  private Answer noRoute(RawPath path, String query) {
    String allowed = routes.allowed(path, query);
    return allowed.isEmpty()
        ? Answer.text(404, "nothing is served at this path")
        : Answer.text(405, "this path takes " + allowed).with("Allow", allowed);
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException {
    RefusedBody.drain(request);
    answer.send(response);
  }

  /** What Jetty throws while a body is read that ends early or is not framed as it says. */
  private static Answer internalError(RequestLog.Entry entry) {
    return Answer.text(500, "internal error, request " + entry.id());
  }

  private static void fail(HttpServletResponse response, RequestLog.Entry entry, Answer answer)
      throws IOException {
    if (!response.isCommitted()) {
      response.reset();
      response.setHeader("X-Request-Id", entry.id());
      answer.send(response);
    }
  }
}
