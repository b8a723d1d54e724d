package io.wherry.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A group with a project and deploy tokens, and what is asked about them. */
final class TokenRequests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DRAFT = "{\"name\":\"bench\",\"scopes\":[\"read_repository\"]}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url;
  private final String rootToken;
  private final long group;
  private final String credentials;

  private TokenRequests(URI url, String rootToken) throws IOException {
    this.url = url;
    this.rootToken = rootToken;
    this.group = post("groups", "{\"name\":\"bench\",\"path\":\"bench\"}").get("id").asLong();
    JsonNode project = post("projects", "{\"name\":\"app\",\"namespace_id\":%d}".formatted(group));
    if (!project.has("id")) {
      throw new IOException("no project: " + project);
    }
    JsonNode token = post(tokens(), DRAFT.replace("bench", "used"));
    String pair = token.get("username").asText() + ":" + token.get("token").asText();
    this.credentials =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  static TokenRequests prepare(URI url, String rootToken) throws IOException {
    return new TokenRequests(url, rootToken);
  }

  /** One request, from its beginning to the end of the answer. */
  @FunctionalInterface
  interface Request {
    void send();
  }

  /** What is measured, by what it is called. */
  Map<String, Request> kinds() {
    var kinds = new LinkedHashMap<String, Request>();
    kinds.put("first page", () -> expect(200, api(tokens() + "?per_page=10")));
    kinds.put("active ones", () -> expect(200, api(tokens() + "?active=true&per_page=10")));
    kinds.put("authenticate", this::authenticate);
    // Last: the next ones begin with the number that was asked for.
    kinds.put("create", () -> expect(201, api(tokens()).POST(BodyPublishers.ofString(DRAFT))));
    return kinds;
  }

  private void authenticate() {
    URI refs = url.resolve("/bench/app.git/info/refs?service=git-upload-pack");
    expect(
        200,
        HttpRequest.newBuilder(refs)
            .header("Authorization", credentials)
            .header("Git-Protocol", "version=2"));
  }

  /** Gives the group so many tokens, and takes those that were made by measured requests. */
  void fill(Path database, int count) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 30000");
      statement.execute("delete from deploy_token where name = 'bench'");
      statement.execute(
          """
          with recursive n(i) as (
            select (select count(*) from deploy_token) + 1
            union all select i + 1 from n where i < %d)
          insert into deploy_token (id, holder_id, name, username, scopes, secret, created_at)
          select 1000000 + i, %d, 'filled', 'filled', 'read_repository', randomblob(32), 0 from n
          where i <= %d
          """
              .formatted(count, group, count));
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private String tokens() {
    return "groups/" + group + "/deploy_tokens";
  }

  private HttpRequest.Builder api(String path) {
    return HttpRequest.newBuilder(url.resolve("/api/v4/" + path))
        .header("PRIVATE-TOKEN", rootToken)
        .header("Content-Type", "application/json");
  }

  private JsonNode post(String path, String body) throws IOException {
    return JSON.readTree(send(api(path).POST(BodyPublishers.ofString(body))).body());
  }

  private void expect(int status, HttpRequest.Builder request) {
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() != status) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
