package io.wherry.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The REST API of a server, asked by curl with somebody's personal token.
 *
 * @param token empty for nobody in particular
 */
record Api(JarServer server, Client client, String token) {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final String BASE = "api/v4";

  static Api asRoot(JarServer server, Client client) {
    Needs.program("curl");
    return new Api(server, client, Jar.ROOT_TOKEN);
  }

  Api as(String otherToken) {
    return new Api(server, client, otherToken);
  }

  Answer get(String path, String... options) throws IOException {
    return send("GET", path, options);
  }

  /** Sends a JSON document. */
  Answer post(String path, String document) throws IOException {
    return send("POST", path, "--json", document);
  }

  /** Sends a form; parameters are written {@code name=value}. */
  Answer submit(String method, String path, String... parameters) throws IOException {
    var options = new ArrayList<String>();
    for (String parameter : parameters) {
      options.addAll(List.of("--data-urlencode", parameter));
    }
    return send(method, path, options.toArray(new String[0]));
  }

  /** Creates something, which has to work; what was created. */
  JsonNode create(String path, String... parameters) throws IOException {
    return submit("POST", path, parameters).expect(201).json();
  }

  /**
   * Asks whatever it is.
   *
   * @param path what follows {@code /api/v4}
   * @param options further ones of curl
   */
  Answer send(String method, String path, String... options) throws IOException {
    var command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--include"));
    command.addAll(List.of("--globoff", "--path-as-is", "--header", "Expect:"));
    command.addAll(method.equals("HEAD") ? List.of("--head") : List.of("--request", method));
    if (!token.isEmpty()) {
      command.addAll(List.of("--header", "Private-Token: " + token));
    }
    command.addAll(List.of(options));
    command.add(server.url(BASE + path));
    return Answer.parse(client.run(command).success());
  }

  /** What the server answered; the names of the headers are in small letters. */
  record Answer(int status, Map<String, String> headers, String body) {
    private static final String END_OF_HEAD = "\r\n\r\n";

    Answer {
      headers = Map.copyOf(headers);
    }

    private static Answer parse(String text) {
      int end = text.indexOf(END_OF_HEAD);
      List<String> head = text.substring(0, end).lines().toList();
      var headers = new TreeMap<String, String>();
      for (String line : head.subList(1, head.size())) {
        String[] parts = line.split(":", 2);
        headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
      }
      int status = Integer.parseInt(head.get(0).split(" ", -1)[1]);
      return new Answer(status, headers, text.substring(end + END_OF_HEAD.length()));
    }

    /** Itself; fails where the status is another. */
    Answer expect(int expected) {
      if (status != expected) {
        throw new AssertionError("should have been answered with " + expected + ": " + this);
      }
      return this;
    }

    /** A header; empty where there is none. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + this, e);
      }
    }
  }
}
