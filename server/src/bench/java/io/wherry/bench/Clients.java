package io.wherry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Repositories of clients, made from a bare one that both sides serve. */
record Clients(Tools tools, Path served, Path room) {
  static final String ALL_BRANCHES = "+refs/heads/*:refs/remotes/origin/*";

  private static final int COMMITS = 64;

  void git(Path client, String... arguments) throws IOException {
    tools.git(client, arguments);
  }

  /** Has everything. */
  Path complete() throws IOException {
    Path client = room.resolve("complete.git");
    if (!Files.exists(client)) {
      Trees.link(served, client);
    }
    return client;
  }

  /** Has the default branch as it was so many commits ago, or its beginning. */
  Path behind(int commits) throws IOException {
    Path client = fresh();
    String branch = branch();
    int length =
        Integer.parseInt(tools.git(served, "rev-list", "--count", "--first-parent", branch));
    String old = tools.git(served, "rev-parse", branch + "~" + Math.min(commits, length - 1));
    tools.git(served, "init", "--quiet", "--bare", client.toString());
    String from = served.toUri().toString();
    tools.git(client, "fetch", "--quiet", "--no-tags", from, old + ":" + branch);
    return client;
  }

  /** Adds commits to the complete client, each of a new file on top of the default branch. */
  List<String> commits() throws IOException {
    Path client = complete();
    var stream = new StringBuilder();
    for (int i = 0; i < COMMITS; i++) {
      stream.append("commit refs/made/").append(i).append('\n');
      stream.append("committer Ann <ann@example.com> 1700000000 +0000\n");
      stream.append("data <<END\nAdd file ").append(i).append("\nEND\n");
      stream.append("from ").append(branch()).append("^0\n");
      stream.append("M 644 inline made/").append(i).append(".txt\n");
      stream.append("data <<END\n").append(("line " + i + "\n").repeat(50)).append("END\n");
    }
    Path input = room.resolve("made");
    Files.writeString(input, stream, StandardCharsets.UTF_8);
    tools.gitReading(input, client, "fast-import", "--quiet", "--force");
    return tools
        .git(client, "for-each-ref", "--format=%(objectname)", "refs/made")
        .lines()
        .toList();
  }

  /** A place for one more, where nothing is. */
  Path fresh() throws IOException {
    Path fresh = room.resolve("fresh.git");
    Trees.delete(fresh);
    Files.createDirectories(room);
    return fresh;
  }

  /** The default branch's full name. */
  private String branch() throws IOException {
    return tools.git(served, "symbolic-ref", "HEAD");
  }
}
