package io.wherry.http;

import io.wherry.access.Actor;
import io.wherry.access.Credentials;
import io.wherry.access.Decision;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Decision.Granted;
import io.wherry.access.Decision.GrantedIn;
import io.wherry.access.Reason;
import io.wherry.access.Resource;
import io.wherry.account.User;
import io.wherry.audit.By;
import io.wherry.permission.Action;
import io.wherry.token.DeployToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.HttpOutput;

/** One request on its way to its handler, with what was granted. Used by one thread. */
public final class Exchange {
  private final Wire wire;
  private final Map<String, String> variables;
  private final Asking asking;
  private Optional<Granted> granted = Optional.empty();
  private Optional<Action> action = Optional.empty();

  Exchange(Wire wire, Map<String, String> variables, Asking asking) {
    this.wire = wire;
    this.variables = Map.copyOf(variables);
    this.asking = asking;
  }

  /** The request and its response as the server has them. */
  record Wire(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, String url) {}

  /** Asks for decisions about what the client of this request may do. */
  interface Asking {
    Credentials credentials();

    Decision decide(Resource resource, Action action);
  }

  /** What was granted and for which action. */
  public record Grant(GrantedIn decision, Action action) {}

  /** Throws {@link IllegalStateException} where nothing was decided about a project or group. */
  public Grant grant() {
    if (granted.isPresent() && granted.get() instanceof GrantedIn in) {
      return new Grant(in, action.orElseThrow());
    }
    throw new IllegalStateException("nothing was decided about a place");
  }

  /** Who asks. Throws {@link IllegalStateException} where nothing was decided yet. */
  public Actor actor() {
    return granted
        .map(Decision::actor)
        .orElseThrow(() -> new IllegalStateException("nothing was decided"));
  }

  /** Who asks, for what is noted about it. */
  public By by() {
    return by(granted.orElseThrow(() -> new IllegalStateException("nothing was decided")));
  }

  /**
   * Who was granted that. Throws {@link IllegalStateException} where it was nobody in particular.
   */
  public By by(Decision decision) {
    Credentials from = asking.credentials();
    if (decision.actor() instanceof Actor.UserActor known) {
      User user = known.user();
      return new By(By.Kind.USER, user.id(), user.username(), from.address(), from.userAgent());
    }
    if (decision.actor() instanceof Actor.TokenActor known) {
      DeployToken token = known.token();
      return new By(
          By.Kind.DEPLOY_TOKEN, token.id(), token.draft().name(), from.address(), from.userAgent());
    }
    throw new IllegalStateException("nobody changes anything anonymously");
  }

  /** Whether the client of this request may do that, too. */
  public Decision ask(Resource resource, Action wanted) {
    return asking.decide(resource, wanted);
  }

  /**
   * Goes on only where the client may do that; on a route that leaves the decision to its handler
   * this is what was granted from now on.
   */
  public Granted require(Resource resource, Action wanted) {
    return accept(ask(resource, wanted), wanted);
  }

  /** The same with a decision that was asked for before: each costs the work of a password. */
  public Granted accept(Decision decision, Action wanted) {
    if (decision instanceof Denied denied) {
      throw new DeniedException(denied.reason(), denied.actor());
    }
    Granted found = (Granted) decision;
    if (granted.isEmpty()) {
      granted = Optional.of(found);
      action = Optional.of(wanted);
    }
    return found;
  }

  public HttpServletRequest request() {
    return wire.request();
  }

  /** A header of the request; empty where there is none. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(wire.request().getHeader(name));
  }

  /** As it was sent; empty where there is none. */
  public String query() {
    return Optional.ofNullable(wire.request().getQueryString()).orElse("");
  }

  public InputStream body() throws IOException {
    return wire.request().getInputStream();
  }

  /** The path of the request as it was sent. */
  public String path() {
    return wire.request().getRequestURI();
  }

  /** Under which URL the client knows the server, without a slash at the end. */
  public String url() {
    return wire.url();
  }

  public void answer(Answer answer) throws IOException {
    answer.send(wire.response());
  }

  public HttpServletResponse response() {
    return wire.response();
  }

  /** A variable of the route's path, decoded. */
  public String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }

  /** Lets the servlet behind the router answer, with a request and response that may be wrapped. */
  public void proceed(HttpServletRequest changed, HttpServletResponse changedResponse)
      throws IOException, ServletException {
    wire.chain().doFilter(changed, changedResponse);
  }

  /** Writes all bytes of a buffer; without a copy where it lies outside of the heap. */
  public static void write(ServletOutputStream out, ByteBuffer bytes) throws IOException {
    if (out instanceof HttpOutput jetty) {
      jetty.write(bytes);
    } else {
      var copy = new byte[bytes.remaining()];
      bytes.get(copy);
      out.write(copy);
    }
  }

  /** Turns the grant into a denial that only the handler could see. */
  public DeniedException denied(Reason reason) {
    return new DeniedException(reason, actor());
  }
}
