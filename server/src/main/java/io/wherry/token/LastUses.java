package io.wherry.token;

import io.wherry.secret.SecretDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects when tokens were last used, so that no request waits for a write. What was noted since
 * the last {@link #flush} is lost in a crash. Thread-safe.
 */
public final class LastUses {
  private final Map<SecretDigest, TokenUse> latest = new ConcurrentHashMap<>();

  public void note(TokenUse use) {
    latest.merge(use.secret(), use, TokenUse::later);
  }

  /** Writes what was noted; called from time to time and before the server stops. */
  public void flush(DeployTokens tokens) {
    List<TokenUse> uses = List.copyOf(latest.values());
    if (!uses.isEmpty()) {
      tokens.markUsed(uses);
      uses.forEach(use -> latest.remove(use.secret(), use));
    }
  }
}
