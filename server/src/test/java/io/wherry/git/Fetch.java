package io.wherry.git;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.ObjectId;

/** The bodies of upload-pack requests, written by hand. */
final class Fetch {
  private Fetch() {}

  /** Protocol version 0: everything that the commit reaches. */
  static String everything(ObjectId commit) {
    return PacketLines.of("want " + commit.name() + " ofs-delta agent=test\n")
        + PacketLines.FLUSH
        + PacketLines.of("done\n");
  }

  /** Protocol version 2, a fetch with these arguments. */
  static String arguments(String... lines) {
    return PacketLines.of("command=fetch", "agent=test")
        + PacketLines.DELIMITER
        + PacketLines.of(lines)
        + PacketLines.FLUSH;
  }

  /** Protocol version 2, the list of refs. */
  static String refs(String... lines) {
    return PacketLines.of("command=ls-refs")
        + PacketLines.DELIMITER
        + PacketLines.of(lines)
        + PacketLines.FLUSH;
  }

  static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /** An upload-pack request without its body. */
  static HttpRequest.Builder request(GitClient client, String path, String authorization) {
    return client
        .request(path + GitCall.FETCH.suffix(), authorization)
        .header("Content-Type", "application/x-git-upload-pack-request");
  }
}
