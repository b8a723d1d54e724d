package io.wherry.api;

import com.fasterxml.jackson.databind.JsonNode;
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
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode description = read();

  public List<Route> ofInstance() {
    var open = new Requirement.Open("describes the API to everybody");
    return List.of(Route.get(Routes.BASE + "/openapi.json", open, this::show));
  }

  private static ObjectNode read() {
    try (InputStream in = OpenApiRoutes.class.getResourceAsStream("openapi.json")) {
      return (ObjectNode) MAPPER.readTree(Objects.requireNonNull(in, "openapi.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the URL under which this client knows the server. */
  private void show(Exchange exchange) throws IOException {
    ObjectNode shown = MAPPER.createObjectNode();
    for (var field : description.properties()) {
      shown.set(field.getKey(), field.getValue());
    }
    JsonNode server = MAPPER.createObjectNode().put("url", exchange.url() + Routes.BASE);
    shown.set("servers", MAPPER.createArrayNode().add(server));
    exchange.answer(Json.answer(200, shown));
  }
}
