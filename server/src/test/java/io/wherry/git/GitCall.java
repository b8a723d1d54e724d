package io.wherry.git;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** The four requests of which Git's smart HTTP protocol consists. */
enum GitCall {
  FETCH_REFS("/info/refs?service=git-upload-pack", ""),
  FETCH("/git-upload-pack", PacketLines.of("command=ls-refs\n") + PacketLines.FLUSH),
  PUSH_REFS("/info/refs?service=git-receive-pack", ""),
  PUSH("/git-receive-pack", PacketLines.FLUSH);

  static final List<GitCall> FETCHES = List.of(FETCH_REFS, FETCH);
  static final List<GitCall> PUSHES = List.of(PUSH_REFS, PUSH);

  private final String suffix;
  private final String body;

  GitCall(String suffix, String body) {
    this.suffix = suffix;
    this.body = body;
  }

  boolean isPush() {
    return PUSHES.contains(this);
  }

  /** What follows the path of the project, with or without {@code .git}. */
  String suffix() {
    return suffix;
  }

  /** Of an answer with status 200. */
  String resultType() {
    return switch (this) {
      case FETCH_REFS -> "application/x-git-upload-pack-advertisement";
      case FETCH -> "application/x-git-upload-pack-result";
      case PUSH_REFS -> "application/x-git-receive-pack-advertisement";
      case PUSH -> "application/x-git-receive-pack-result";
    };
  }

  /** Makes it this request, with the smallest body that is answered with 200. */
  HttpRequest.Builder fill(HttpRequest.Builder request) {
    if (body.isEmpty()) {
      return request.GET();
    }
    String type = resultType().replace("-result", "-request");
    return request
        .header("Content-Type", type)
        .header("Git-Protocol", isPush() ? "version=0" : "version=2")
        .POST(BodyPublishers.ofString(body));
  }
}
