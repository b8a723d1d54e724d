package io.wherry.git;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Builds the body of a push by hand, so that it may ask for what no client would. */
final class Push {
  private static final String CAPABILITIES = "\0report-status agent=test";

  private static final String ROOT = TestServer.basic("root", TestServer.ROOT_TOKEN);

  private final ByteArrayOutputStream commands = new ByteArrayOutputStream();
  private byte[] pack = new byte[0];
  private String capabilities = CAPABILITIES;

  /** Before the first command. */
  Push asking(String capability) {
    capabilities += " " + capability;
    return this;
  }

  /** One ref update; the zero id stands for "does not exist". */
  Push command(ObjectId from, ObjectId to, String ref) {
    return line(from.name() + " " + to.name() + " " + ref);
  }

  Push create(ObjectId id, String ref) {
    return command(ObjectId.zeroId(), id, ref);
  }

  Push line(String text) {
    String line = commands.size() == 0 ? text + capabilities : text;
    commands.writeBytes(PacketLines.of(line).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds a pack with everything that the commit reaches. */
  Push with(TestServer server, Project source, ObjectId commit) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (Repository repository = server.open(source);
        var writer = new PackWriter(repository)) {
      writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(commit), Set.of());
      writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, bytes);
    }
    pack = bytes.toByteArray();
    return this;
  }

  Push with(byte[] bytes) {
    pack = bytes;
    return this;
  }

  byte[] body() {
    var body = new ByteArrayOutputStream();
    body.writeBytes(commands.toByteArray());
    body.writeBytes(PacketLines.FLUSH.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(pack);
    return body.toByteArray();
  }

  /** Sends it as root, who may push. */
  HttpResponse<String> send(GitClient client, String path) throws Exception {
    return send(client, path, ROOT);
  }

  HttpResponse<String> send(GitClient client, String path, String authorization) throws Exception {
    return client.send(
        request(client, path, authorization).POST(BodyPublishers.ofByteArray(body())));
  }

  static HttpRequest.Builder request(GitClient client, String path) {
    return request(client, path, ROOT);
  }

  private static HttpRequest.Builder request(GitClient client, String path, String authorization) {
    return client
        .request(path + GitCall.PUSH.suffix(), authorization)
        .header("Content-Type", "application/x-git-receive-pack-request");
  }
}
