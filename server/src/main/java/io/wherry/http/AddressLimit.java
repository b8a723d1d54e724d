package io.wherry.http;

import io.wherry.access.Network;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Bounds how many connections one {@link Network} may have open; more are closed at once.
 * Thread-safe.
 */
final class AddressLimit implements Connection.Listener {
  private final int most;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  /** A connection that has been closed does not tell its address any more. */
  private final Map<Connection, String> addresses = new ConcurrentHashMap<>();

  AddressLimit(int most) {
    this.most = most;
  }

  @Override
  public void onOpened(Connection connection) {
    String address = address(connection);
    addresses.put(connection, address);
    if (open.merge(address, 1, Integer::sum) > most) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    String address = addresses.remove(connection);
    if (address != null) {
      open.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }
  }

  private static String address(Connection connection) {
    SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
    return remote instanceof InetSocketAddress internet && !internet.isUnresolved()
        ? Network.of(internet.getAddress())
        : String.valueOf(remote);
  }
}
