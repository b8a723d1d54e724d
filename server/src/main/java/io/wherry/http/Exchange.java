package io.wherry.http;

import io.wherry.access.Decision.Granted;
import io.wherry.access.Reason;
import io.wherry.permission.Action;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.HttpOutput;

/** One request on its way to its handler, with what was granted. Used by one thread. */
public final class Exchange {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final FilterChain chain;
  private final Map<String, String> variables;
  private final Optional<Grant> grant;

  Exchange(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Map<String, String> variables,
      Optional<Grant> grant) {
    this.request = request;
    this.response = response;
    this.chain = chain;
    this.variables = Map.copyOf(variables);
    this.grant = grant;
  }

  /** What was granted and for which action. */
  public record Grant(Granted decision, Action action) {}

  /** Throws {@link IllegalStateException} on an open route, where nothing was decided. */
  public Grant grant() {
    return grant.orElseThrow(() -> new IllegalStateException("nothing was decided here"));
  }

  public HttpServletRequest request() {
    return request;
  }

  public void answer(Answer answer) throws IOException {
    answer.send(response);
  }

  public HttpServletResponse response() {
    return response;
  }

  /** A variable of the route's path, decoded. */
  public String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }

  /** Lets the servlet behind the router answer, with a request and response that may be wrapped. */
  public void proceed(HttpServletRequest changed, HttpServletResponse changedResponse)
      throws IOException, ServletException {
    chain.doFilter(changed, changedResponse);
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
    return new DeniedException(reason, grant().decision().actor());
  }
}
