package io.wherry.http;

import io.wherry.access.Access;
import io.wherry.access.Credentials;
import io.wherry.access.Decision;
import io.wherry.access.Decision.Granted;
import io.wherry.access.Resource;
import io.wherry.http.Exchange.Wire;
import io.wherry.http.RouteTable.Match;
import io.wherry.permission.Action;
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
  private final List<Protocol> protocols;
  private final RouteTable routes;
  private final Access access;
  private final Origins origins;
  private final RequestLog log;

  public Router(List<Protocol> protocols, Access access, Origins origins, RequestLog log) {
    this.protocols = List.copyOf(protocols);
    this.routes = new RouteTable(protocols);
    this.access = access;
    this.origins = origins;
    this.log = log;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletRequest) request;
    doFilter(new Wire(http, (HttpServletResponse) response, chain, origins.url(http)));
  }

  private void doFilter(Wire wire) throws IOException {
    RequestLog.Entry entry = log.begin(wire.request());
    Optional<Protocol> owner = owner(wire.request().getRequestURI());
    Problems problems = owner.map(Protocol::problems).orElse(Problems.TEXT);
    wire.response().setHeader("X-Request-Id", entry.id());
    try {
      route(wire, path(wire.request(), owner.isPresent()), problems, entry);
    } catch (ProblemException e) {
      refuse(wire, problems.answer(e));
    } catch (IOException e) {
      Optional<Answer> faultOfClient = BrokenRequest.answer(e);
      if (faultOfClient.isPresent()) {
        log.interrupted(entry, e);
      } else {
        log.failed(entry, e);
      }
      fail(wire.response(), entry, faultOfClient.orElseGet(() -> problems.failure(entry.id())));
    } catch (Exception e) {
      log.failed(entry, e);
      fail(wire.response(), entry, problems.failure(entry.id()));
    } finally {
      log.end(entry, wire.response().getStatus());
    }
  }

  /** Of the protocol that the path belongs to, whether it is a path of any route or not. */
  private Optional<Protocol> owner(String path) {
    return protocols.stream()
        .filter(protocol -> !protocol.prefix().isEmpty() && path.startsWith(protocol.prefix()))
        .findFirst();
  }

  /** Clients of such protocols put a slash at the end now and then. */
  private static RawPath path(HttpServletRequest request, boolean owned) {
    String path = request.getRequestURI();
    return new RawPath(owned && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private void route(Wire wire, RawPath path, Problems problems, RequestLog.Entry entry)
      throws IOException, ServletException {
    String query = Optional.ofNullable(wire.request().getQueryString()).orElse("");
    Optional<Match> match = routes.find(wire.request().getMethod(), path, query);
    if (match.isEmpty()) {
      refuse(wire, problems.noRoute(routes.allowed(path, query)));
      return;
    }
    Protocol protocol = match.get().entry().protocol();
    try {
      handle(match.get(), wire, entry);
    } catch (DeniedException e) {
      entry.denied(e.denied());
      refuse(wire, protocol.refusals().answer(e.denied()));
    } catch (ProblemException e) {
      refuse(wire, protocol.problems().answer(e));
    }
  }

  private void handle(Match match, Wire wire, RequestLog.Entry entry)
      throws IOException, ServletException {
    Credentials credentials =
        CredentialsReader.read(wire.request(), origins.address(wire.request()));
    var exchange = new Exchange(wire, match.variables(), asking(credentials, entry));
    if (match.entry().route().requirement() instanceof Requirement.Decided decided) {
      exchange.require(decided.resource(match.variables()), decided.action());
    }
    match.entry().route().handler().handle(exchange);
  }

  private Exchange.Asking asking(Credentials credentials, RequestLog.Entry entry) {
    return new Exchange.Asking() {
      @Override
      public Credentials credentials() {
        return credentials;
      }

      @Override
      public Decision decide(Resource resource, Action action) {
        Decision decision = access.decide(credentials, resource, action);
        if (decision instanceof Granted granted) {
          entry.granted(granted);
        }
        return decision;
      }
    };
  }

  private static void refuse(Wire wire, Answer answer) throws IOException {
    RefusedBody.drain(wire.request());
    if (wire.response().isCommitted()) {
      Answer.abort(wire.response());
    } else {
      answer.send(wire.response());
    }
  }

  private static void fail(HttpServletResponse response, RequestLog.Entry entry, Answer answer)
      throws IOException {
    if (response.isCommitted()) {
      Answer.abort(response);
    } else {
      response.reset();
      response.setHeader("X-Request-Id", entry.id());
      answer.send(response);
    }
  }
}
