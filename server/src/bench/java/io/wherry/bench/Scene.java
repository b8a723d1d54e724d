package io.wherry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the load of a row is made of: one running peer and its clients' repositories. */
record Scene(Peer peer, Path git, Path room, Tools tools, Numbers numbers) {
  Clients clients() {
    return clients(Stock.MAIN);
  }

  Clients clients(String repository) {
    Path place = room.resolve("clients").resolve(peer.name()).resolve(repository);
    return new Clients(tools, git.resolve(repository), place);
  }

  /** What Git sends when it clones with these options. */
  Conversation cloning(String... options) throws IOException {
    Path fresh = clients().fresh();
    return Recorder.record(
        peer,
        Stock.MAIN,
        url -> {
          var command = new ArrayList<>(List.of("clone", "--quiet", "--bare"));
          command.addAll(List.of(options));
          command.addAll(List.of(url, fresh.toString()));
          tools.git(room, command.toArray(new String[0]));
        });
  }

  /** What Git sends when it fetches although it has everything. */
  Conversation fetchNothing() throws IOException {
    Path client = clients().complete();
    return Recorder.record(
        peer, Stock.MAIN, url -> tools.git(client, "fetch", "--quiet", url, Clients.ALL_BRANCHES));
  }

  /** What Git sends when it updates the default branch of a client that is behind. */
  Conversation fetchNew() throws IOException {
    Path client = clients().behind(numbers.behind());
    String branch = tools.git(git.resolve(Stock.MAIN), "symbolic-ref", "HEAD");
    return Recorder.record(
        peer, Stock.MAIN, url -> tools.git(client, "fetch", "--quiet", url, branch + ":" + branch));
  }

  /** What Git sends for a list of refs, by one version of the protocol. */
  Conversation list(String repository, int version) throws IOException {
    String protocol = "protocol.version=" + version;
    return Recorder.record(
        peer, repository, url -> tools.git(room, "-c", protocol, "ls-remote", "--quiet", url));
  }

  /** URLs to push to. */
  List<String> writeUrls(List<String> repositories) {
    return repositories.stream().map(peer::writeUrl).toList();
  }

  /** What the command line says about loads. */
  record Numbers(int behind) {}
}
