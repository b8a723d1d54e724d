package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This project's own history, through the server. */
final class OwnRepositoryIT {
  @Test
  void ownRepositoryComesBackAsItWas(@TempDir Path room) throws IOException {
    Needs.program("git");
    Client client = Client.in(room);
    Client source = source(client);
    try (JarServer server = JarServer.start()) {
      server.json(
          "project", "import", "own/wherry", client.file("source.git").toString(), "--parents");
      String url = server.url(server.token("--group", "own"), "own/wherry.git");

      client.git("clone", "--quiet", "--mirror", url, "copy.git");
      Client copy = client.at("copy.git");
      assertThat(copy.git("for-each-ref")).isEqualTo(source.git("for-each-ref"));
      assertThat(copy.git("symbolic-ref", "HEAD")).isEqualTo(source.git("symbolic-ref", "HEAD"));
      Outcome checked = copy.tryGit("fsck", "--strict", "--full");
      assertThat(checked.success() + checked.err()).isEmpty();

      client.git("clone", "--quiet", "--branch", "v0.0-test", url, "by-tag");
      assertThat(client.at("by-tag").git("describe", "--exact-match")).isEqualTo("v0.0-test");
      client.git("clone", "--quiet", "--branch", "branch/of-a-test", url, "by-branch");
      assertThat(client.at("by-branch").git("rev-parse", "HEAD"))
          .isEqualTo(source.git("rev-parse", "branch/of-a-test"));
      assertThat(client.at("by-branch").git("status", "--porcelain")).isEmpty();
    }
  }

  /** A bare copy with one more branch and tag; what is no branch or tag stays behind. */
  private static Client source(Client client) throws IOException {
    String root = Checkout.root().toString();
    Outcome shallow = client.tryGit("-C", root, "rev-parse", "--is-shallow-repository");
    Outcome head = client.tryGit("-C", root, "rev-parse", "--verify", "HEAD");
    if (shallow.code() != 0 || !shallow.out().strip().equals("false") || head.code() != 0) {
      throw Needs.missing(root + " is no Git checkout with its whole history");
    }
    client.git("init", "--quiet", "--bare", "source.git");
    Client source = client.at("source.git");
    source.git("fetch", "--quiet", root, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*");
    String branch = client.git("-C", root, "rev-parse", "HEAD");
    source.git("branch", "branch/of-a-test", branch);
    source.git("tag", "--annotate", "--message", "a tag of a test", "v0.0-test", branch);
    source.git("symbolic-ref", "HEAD", "refs/heads/branch/of-a-test");
    return source;
  }
}
