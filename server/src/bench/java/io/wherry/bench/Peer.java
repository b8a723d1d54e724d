package io.wherry.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A running server that is measured, with the same repositories as the others. */
interface Peer extends AutoCloseable {
  String name();

  int port();

  /** The process that was started; those it starts count as it does. */
  long process();

  /** Who may read. */
  Login reader();

  /** Who may push. */
  Login writer();

  @Override
  void close();

  default InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  default String readUrl(String repository) {
    return url(reader(), port(), repository);
  }

  default String writeUrl(String repository) {
    return url(writer(), port(), repository);
  }

  /** With user information, as Git takes it. */
  static String url(Login login, int port, String repository) {
    return "http://"
        + login.user()
        + ":"
        + login.secret()
        + "@127.0.0.1:"
        + port
        + "/"
        + repository;
  }

  /** A name and a secret. */
  record Login(String user, String secret) {}
}
