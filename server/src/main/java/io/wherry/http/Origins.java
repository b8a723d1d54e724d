package io.wherry.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Where requests come from, and under which URL their clients know the server. What a header says
 * about the client's address counts only where a listed proxy has sent it; no header decides the
 * URL where one is set.
 */
public final class Origins {
  private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

  /** An address without a name to look up, and perhaps a port. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\[?([0-9a-fA-F]*:[0-9a-fA-F:.]+)(?:%\\w+)?(?:]:\\d+|])?"
              + "|((?:BYTE\\.){3}BYTE)(?::\\d+)?".replace("BYTE", BYTE));

  private final InetAddressSet proxies = new InetAddressSet();
  private final String url;

  /**
   * @param proxies addresses or ranges such as {@code 10.0.0.0/8}
   * @param url under which clients know the server; empty for the one that each of them uses
   */
  public Origins(List<String> proxies, String url) {
    proxies.forEach(this.proxies::add);
    this.url = url;
  }

  /** The client's address as text: of what proxies have added, the last that is none of theirs. */
  String address(HttpServletRequest request) {
    // Without the brackets that Jetty puts around some.
    String address = literal(request.getRemoteAddr()).orElseGet(request::getRemoteAddr);
    Deque<String> added = added(request);
    while (isProxy(address) && !added.isEmpty()) {
      Optional<String> before = literal(added.removeLast());
      if (before.isEmpty()) {
        return address;
      }
      address = before.get();
    }
    return address;
  }

  private static Deque<String> added(HttpServletRequest request) {
    var added = new ArrayDeque<String>();
    for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      added.addAll(List.of(header.split(",", -1)));
    }
    return added;
  }

  private boolean isProxy(String address) {
    return !proxies.isEmpty()
        && literal(address).flatMap(Origins::parse).filter(proxies).isPresent();
  }

  /** Never a name: looking one up would be the client's choice. */
  private static Optional<String> literal(String text) {
    Matcher matcher = ADDRESS.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.group(1))
        .or(() -> Optional.ofNullable(matcher.group(2)))
        .filter(found -> parse(found).isPresent());
  }

  private static Optional<InetAddress> parse(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The beginning of every URL in an answer, without a slash at the end. */
  String url(HttpServletRequest request) {
    if (!url.isEmpty()) {
      return url;
    }
    String host = request.getServerName();
    int port = request.getServerPort();
    return "http://" + host + (port == 80 ? "" : ":" + port);
  }
}
