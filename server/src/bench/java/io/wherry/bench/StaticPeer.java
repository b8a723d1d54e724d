package io.wherry.bench;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** nginx, which sends what another server has answered as files: the floor of what is possible. */
record StaticPeer(Daemon daemon, int port) implements Peer {
  private static final Login LOGIN = new Login("bench", "secret-of-the-bench");

  private static final int WORKERS = 2;

  private static final String CONFIGURATION =
      """
      daemon off;
      user root;
      worker_processes %3$d;
      pid %1$s/nginx.pid;
      error_log %1$s/nginx.log;
      events {}
      http {
        access_log off;
        sendfile on;
        tcp_nopush on;
        keepalive_requests 100000000;
        client_body_temp_path %1$s/nginx.tmp;
        proxy_temp_path %1$s/nginx.tmp;
        fastcgi_temp_path %1$s/nginx.tmp;
        uwsgi_temp_path %1$s/nginx.tmp;
        scgi_temp_path %1$s/nginx.tmp;
        server {
          listen 127.0.0.1:%2$d;
          root %1$s/answers;
          auth_basic "git";
          auth_basic_user_file %1$s/nginx.passwords;
        }
      }
      """;

  static StaticPeer start(Tools tools, Path room) throws IOException {
    int port = Daemon.freePort();
    Files.writeString(
        room.resolve("nginx.passwords"), LOGIN.user() + ":{PLAIN}" + LOGIN.secret() + "\n");
    Files.createDirectories(room.resolve("answers"));
    Path configuration = room.resolve("nginx.conf");
    String text = CONFIGURATION.formatted(room, port, WORKERS);
    boolean asRoot = "root".equals(System.getProperty("user.name"));
    Files.writeString(configuration, asRoot ? text : text.replace("user root;\n", ""));
    var command = List.of("/usr/sbin/nginx", "-c", configuration.toString());
    var daemon = new Daemon(tools.builder(room, command), room.resolve("static"));
    daemon.awaitPort(port);
    daemon.awaitChildren(WORKERS);
    return new StaticPeer(daemon, port);
  }

  /** Keeps what a peer answers as files; the conversation that gets the same bytes from here. */
  static Conversation keep(Conversation original, Peer peer, Path room) throws IOException {
    Path answers = Files.createDirectories(room.resolve("answers"));
    String pair = LOGIN.user() + ":" + LOGIN.secret();
    String authorization =
        "Authorization: Basic "
            + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
            + "\r\n";
    var requests = new ArrayList<byte[]>();
    try (var client = new LeanClient(peer.address())) {
      for (byte[] request : original.requests()) {
        String name = "answer-" + requests.size();
        int status;
        try (var file =
            Files.newByteChannel(answers.resolve(name), CREATE, WRITE, TRUNCATE_EXISTING)) {
          status = client.send(request, file::write).status();
        }
        String head = "GET /" + name + " HTTP/1.1\r\nHost: bench\r\n";
        String login = status == LeanClient.UNAUTHORIZED ? "" : authorization;
        requests.add((head + login + "\r\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return new Conversation(requests);
  }

  @Override
  public String name() {
    return "static file";
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
