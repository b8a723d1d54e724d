package io.wherry.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * What counts as one place that requests come from: an address of IPv4, but the 64 bits of an
 * address of IPv6 that its owner did not choose himself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.5.4">RFC 4291, 2.5.4</a>
 */
public final class Network {
  private static final int PREFIX_BYTES = 8;

  private Network() {}

  public static String of(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] bytes = address.getAddress();
      Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
      return named(bytes) + "/64";
    }
    return address.getHostAddress();
  }

  /** The same of an address as text; of any other text itself. */
  static String of(String text) {
    if (!text.contains(":")) {
      return text;
    }
    try {
      // No name has a colon: nothing is looked up.
      return of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return text;
    }
  }

  private static String named(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 16 bytes", e);
    }
  }
}
