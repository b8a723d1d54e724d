package io.wherry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wherry.account.PersonalScope;
import io.wherry.account.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Sends requests to the REST API with one set of credentials. */
public final class Rest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String url;
  private final Map<String, String> headers;

  private Rest(String url, Map<String, String> headers) {
    this.url = url;
    this.headers = headers;
  }

  /** With headers that say who asks; none for nobody. */
  public static Rest at(TestServer server, Map<String, String> headers) {
    return new Rest(server.url() + "/api/v4", headers);
  }

  public static Rest with(TestServer server, String personalToken) {
    return at(server, Map.of("PRIVATE-TOKEN", personalToken));
  }

  public static Rest root(TestServer server) {
    return with(server, TestServer.ROOT_TOKEN);
  }

  /** By a personal token that is made for it. */
  public static Rest as(TestServer server, User user, PersonalScope... scopes) {
    return with(server, server.personalToken(user, scopes).reveal());
  }

  public static Rest password(TestServer server, User user) {
    return basic(server, user.username(), TestServer.PASSWORD);
  }

  public static Rest basic(TestServer server, String username, String secret) {
    return at(server, Map.of("Authorization", TestServer.basic(username, secret)));
  }

  public static Rest nobody(TestServer server) {
    return at(server, Map.of());
  }

  /** What came back. */
  public record Reply(int status, HttpResponse<String> response, JsonNode body) {
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String text(String field) {
      return body.path(field).asText();
    }

    /** The same field of each object in a list, or of one inside each, such as {@code a/b}. */
    public List<String> texts(String field) {
      return StreamSupport.stream(body.spliterator(), false)
          .map(item -> item.at("/" + field).asText())
          .toList();
    }

    /** The body as it came. */
    public String raw() {
      return response.body();
    }

    /** Fails where the request did. */
    public JsonNode success() {
      if (status >= 300) {
        throw new AssertionError(status + ": " + body);
      }
      return body;
    }

    public long id() {
      return success().get("id").asLong();
    }
  }

  public Reply get(String path) {
    return send("GET", path, "");
  }

  public Reply delete(String path) {
    return send("DELETE", path, "");
  }

  public Reply post(String path, Map<String, ?> body) {
    return send("POST", path, json(body));
  }

  public Reply put(String path, Map<String, ?> body) {
    return send("PUT", path, json(body));
  }

  public Reply patch(String path, Map<String, ?> body) {
    return send("PATCH", path, json(body));
  }

  /** With a body of JSON, or none where it is empty. */
  public Reply send(String method, String path, String body) {
    return send(method, path, "application/json", body);
  }

  public Reply send(String method, String path, String type, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", type);
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      String text = response.body();
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Reply(
          response.statusCode(), response, json ? JSON.readTree(text) : JSON.valueToTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String json(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
