package io.wherry.git;

import io.wherry.TestServer;
import io.wherry.token.IssuedToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends Git's requests one by one, with an {@code Authorization} header or without. */
final class GitClient {
  /** Stands for no {@code Authorization} header at all. */
  static final String NOBODY = "";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final TestServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  GitClient(TestServer server) {
    this.server = server;
  }

  /** The path is the project's, without a slash before it. */
  HttpResponse<String> call(GitCall call, String path, String authorization)
      throws IOException, InterruptedException {
    return send(call.fill(request(path + call.suffix(), authorization)));
  }

  HttpResponse<String> call(GitCall call, String path, IssuedToken token)
      throws IOException, InterruptedException {
    return call(call, path, TestServer.basic(token));
  }

  /** The ref advertisement of protocol version 0, which lists ids and names. */
  HttpResponse<String> refs(String path, IssuedToken token)
      throws IOException, InterruptedException {
    return call(GitCall.FETCH_REFS, path, token);
  }

  HttpResponse<String> get(String target, String authorization)
      throws IOException, InterruptedException {
    return send(request(target, authorization).GET());
  }

  HttpRequest.Builder request(String target, String authorization) {
    var request = HttpRequest.newBuilder(URI.create(server.url() + "/" + target)).timeout(PATIENCE);
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  /** The bytes of the body become characters one by one: a pack is among them. */
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }
}
