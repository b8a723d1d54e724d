package io.wherry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code git http-backend} as lighttpd's CGI program, which was the fastest of the usual ways.
 * Streams both ways, and keeps passwords in the form that costs nothing to compare.
 */
record HttpBackendPeer(Daemon daemon, int port) implements Peer {
  private static final Login LOGIN = new Login("bench", "secret-of-the-bench");

  private static final String CONFIGURATION =
      """
      server.modules = ("mod_auth", "mod_authn_file", "mod_alias", "mod_setenv",
        "mod_accesslog", "mod_cgi")
      server.document-root = "%1$s"
      server.bind = "127.0.0.1"
      server.port = %2$d
      server.stream-response-body = 1
      server.stream-request-body = 1
      server.max-keep-alive-requests = 100000000
      server.errorlog = "%1$s/lighttpd.log"
      accesslog.filename = "%1$s/lighttpd.access"
      auth.backend = "plain"
      auth.backend.plain.userfile = "%1$s/lighttpd.passwords"
      auth.require = ("/" => ("method" => "basic", "realm" => "git", "require" => "valid-user"))
      alias.url = ("/" => "%3$s/")
      cgi.assign = ("" => "")
      setenv.add-environment = (
        "GIT_PROJECT_ROOT" => "%4$s", "GIT_HTTP_EXPORT_ALL" => "1", "GIT_CONFIG_NOSYSTEM" => "1",
        "HOME" => "%1$s/home"
      )
      """;

  /** The same checks and syncs; upkeep on neither side of a push. */
  private static final List<String> SETTINGS =
      List.of(
          "http.receivepack=true",
          "uploadpack.allowFilter=true",
          "receive.fsckObjects=true",
          "receive.autogc=false",
          "gc.auto=0",
          "core.fsync=committed,reference,pack-metadata");

  /** Serves the repositories below a directory. */
  static HttpBackendPeer start(Tools tools, Path room, Path repositories) throws IOException {
    int port = Daemon.freePort();
    Files.writeString(
        room.resolve("lighttpd.passwords"), LOGIN.user() + ":" + LOGIN.secret() + "\n");
    Path backend = Path.of(tools.git(room, "--exec-path"), "git-http-backend");
    Path configuration = room.resolve("lighttpd.conf");
    Files.writeString(configuration, CONFIGURATION.formatted(room, port, backend, repositories));
    var command = List.of("/usr/sbin/lighttpd", "-D", "-f", configuration.toString());
    var daemon = new Daemon(tools.builder(room, command), room.resolve("http-backend"));
    daemon.awaitPort(port);
    return new HttpBackendPeer(daemon, port);
  }

  /** Gives a repository what Wherry gives its own, as far as Git has it. */
  static void configure(Tools tools, Path repository) throws IOException {
    for (String setting : SETTINGS) {
      String[] pair = setting.split("=", 2);
      tools.git(repository, "config", pair[0], pair[1]);
    }
  }

  @Override
  public String name() {
    return "http-backend";
  }

  @Override
  public long process() {
    return daemon.id();
  }

  @Override
  public Login reader() {
    return LOGIN;
  }

  @Override
  public Login writer() {
    return LOGIN;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
