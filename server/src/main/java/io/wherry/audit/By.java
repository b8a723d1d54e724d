package io.wherry.audit;

import java.util.Locale;

/**
 * Who did something, and from where.
 *
 * @param kind ids of people and of tokens are counted apart
 * @param id 0 where the kind has none
 * @param name as it was then
 * @param address of the client, as text; empty where there was none
 * @param userAgent what the client calls itself; cut to {@value #MOST_AGENT} characters
 */
public record By(Kind kind, long id, String name, String address, String userAgent) {
  private static final int MOST_AGENT = 255;

  /** The administrator of the machine, who needs no credentials. */
  public static final By COMMAND_LINE = new By(Kind.COMMAND_LINE, 0, "command line", "", "");

  public By {
    userAgent = userAgent.length() > MOST_AGENT ? userAgent.substring(0, MOST_AGENT) : userAgent;
  }

  /** What kind of actor. */
  public enum Kind {
    USER,
    DEPLOY_TOKEN,
    COMMAND_LINE;

    /** As it is kept and shown. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The id of the person; 0 where it was none. */
  public long personId() {
    return kind == Kind.USER ? id : 0;
  }
}
