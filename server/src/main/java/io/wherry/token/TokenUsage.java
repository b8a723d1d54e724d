package io.wherry.token;

import io.wherry.secret.Expiry;
import java.util.List;
import java.util.stream.Stream;

/**
 * When the secrets of one token were last used: after a rotation it tells which one still is.
 *
 * @param current the last use of the current secret: none or one
 * @param former the secrets that rotations replaced, the latest first
 */
public record TokenUsage(List<TokenUse> current, List<Former> former) {
  public static final TokenUsage NONE = new TokenUsage(List.of(), List.of());

  public TokenUsage {
    current = List.copyOf(current);
    former = List.copyOf(former);
  }

  /**
   * A secret that was replaced.
   *
   * @param ends until when it is valid
   * @param use its last use: none or one
   */
  public record Former(Expiry ends, List<TokenUse> use) {
    public Former {
      use = List.copyOf(use);
    }
  }

  /** The last use of any secret, none or one. */
  public Stream<TokenUse> last() {
    return Stream.concat(current.stream(), former.stream().flatMap(secret -> secret.use().stream()))
        .reduce(TokenUse::later)
        .stream();
  }
}
