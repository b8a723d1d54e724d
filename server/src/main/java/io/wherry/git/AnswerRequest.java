package io.wherry.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reduces a request to what its answer depends on. Clients also say who they are, and that differs
 * from one to the next that wants the same. It is left out only where it is a capability: anywhere
 * else JGit would take it for something else, and one client could have the answer to an odd
 * request kept for the usual ones of all others.
 *
 * @see <a href="https://git-scm.com/docs/protocol-capabilities">agent and session-id</a>
 */
final class AnswerRequest {
  /** Version 2 begins with a command and has a line for each capability before the delimiter. */
  private static final String COMMAND = "command=";

  private static final Pattern CAPABILITY_LINE = Pattern.compile("(agent|session-id)=.*");

  /** Earlier versions have capabilities behind the name of the first object. */
  private static final Pattern FIRST_WANT = Pattern.compile("(want [0-9a-f]{40})( .*)");

  private static final Pattern CAPABILITY = Pattern.compile(" (agent|session-id)=[^ ]*");

  private final MessageDigest digest = sha256();
  private int packets;
  private boolean inCapabilities;

  private AnswerRequest() {}

  /**
   * A digest of the service, the protocol asked for and the packet lines of the body. Throws {@link
   * CappedBody.Broken} for other lines.
   */
  static String digest(String service, String protocol, byte[] body) throws CappedBody.Broken {
    var request = new AnswerRequest();
    request.add(service);
    request.add(protocol);
    var packets = new PacketLineReader(body);
    while (packets.next()) {
      request.addPacket(packets);
    }
    return HexFormat.of().formatHex(request.digest.digest());
  }

  private void addPacket(PacketLineReader packet) {
    if (packet.isSeparator()) {
      addSeparator(packet.text());
    } else {
      addLine(withoutEnd(packet.text()));
    }
    packets++;
  }

  /** Never the same as a line of these digits. */
  private void addSeparator(String digits) {
    inCapabilities = false;
    add("separator");
    add(digits);
  }

  private void addLine(String line) {
    if (packets == 0) {
      inCapabilities = line.startsWith(COMMAND);
      addText(withoutWhoAsks(line));
    } else if (!inCapabilities || !CAPABILITY_LINE.matcher(line).matches()) {
      addText(line);
    }
  }

  private void addText(String line) {
    add("line");
    add(line);
  }

  private static String withoutWhoAsks(String first) {
    Matcher want = FIRST_WANT.matcher(first);
    return want.matches()
        ? want.group(1) + CAPABILITY.matcher(String.valueOf(want.group(2))).replaceAll("")
        : first;
  }

  /** A line may end in a line feed, and means the same without. */
  private static String withoutEnd(String line) {
    return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
  }

  /** Two texts are never the same as one. */
  private void add(String text) {
    digest.update((text.length() + " " + text).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
