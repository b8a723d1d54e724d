package io.wherry.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The description of this API, for people and for programs that generate clients.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1</a>
 */
public final class OpenApiRoutes {
  /** Read when it is first asked for. */
  private static final class Description {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectNode DOCUMENT = read();

    private static ObjectNode read() {
      try (InputStream in = OpenApiRoutes.class.getResourceAsStream("openapi.json")) {
        return (ObjectNode) MAPPER.readTree(Objects.requireNonNull(in, "openapi.json"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** With the URL under which this client knows the server. */
    private static ObjectNode of(String url) {
      ObjectNode shown = MAPPER.createObjectNode();
      shown.setAll(DOCUMENT);
      shown.putArray("servers").addObject().put("url", url);
      return shown;
    }
  }

  public List<Route> ofInstance() {
    var open = new Requirement.Open("describes the API to everybody");
    return List.of(Route.get(Routes.BASE + "/openapi.json", open, this::show));
  }

  private void show(Exchange exchange) throws IOException {
    exchange.answer(Json.answer(200, Description.of(exchange.url() + Routes.BASE)));
  }
}
