package io.wherry.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The packaged server, started by its launcher on a data directory. */
record WherryPeer(Daemon daemon, int port, Login reader) implements Peer {
  private static final Login ROOT = new Login("root", "root-token-of-the-bench");

  private static final String READY = "Wherry is ready at ";

  static WherryPeer start(Launcher launcher, Path room, Stock.Copy copy, boolean cached)
      throws IOException {
    ProcessBuilder builder =
        launcher.command("serve", "--data", copy.data().toString(), "--listen", "127.0.0.1:0");
    Map<String, String> environment = builder.environment();
    environment.put("WHERRY_ROOT_TOKEN", ROOT.secret());
    if (!cached) {
      environment.putAll(launcher.withoutAnswerCache());
    }
    var daemon = new Daemon(builder, room.resolve("wherry"));
    int port = URI.create(daemon.awaitLine(READY)).getPort();
    return new WherryPeer(daemon, port, copy.reader());
  }

  @Override
  public String name() {
    return "wherry";
  }

  @Override
  public long process() {
    return daemon.id();
  }

  @Override
  public Login writer() {
    return ROOT;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
