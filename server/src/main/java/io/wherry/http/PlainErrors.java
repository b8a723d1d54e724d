package io.wherry.http;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what Jetty refuses before, or behind, the router: one line of text without the cause.
 * Jetty's own page would show parts of the request and exception texts.
 */
final class PlainErrors implements Request.Handler {
  private final Logger logger = LoggerFactory.getLogger("io.wherry.access");

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String id = UUID.randomUUID().toString();
    logger.info(
        "{} {} {} refused {}", request.getMethod(), request.getHttpURI().getPath(), status, id);
    String text = HttpStatus.getMessage(status) + "\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put("X-Request-Id", id);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    Content.Sink.write(response, true, text, callback);
    return true;
  }
}
