package io.wherry.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What the client of a token holds. It is kept nowhere: only its {@link #digest} is. Prints itself
 * masked and cannot be serialised, so that it does not get into a log by accident.
 */
public final class TokenSecret {
  private static final String DEPLOY_TOKEN_PREFIX = "gldt-";
  private static final int RANDOM_BYTES = 15;
  private static final String MAC = "HmacSHA256";

  private final String text;

  private TokenSecret(String text) {
    this.text = text;
  }

  /**
   * A new deploy-token secret: {@code gldt-} and 20 characters of the URL-safe base64 alphabet, 120
   * random bits, the shape that secret scanners look for. An instance may put its own prefix before
   * it.
   */
  public static TokenSecret generate(SecureRandom random, String instancePrefix) {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new TokenSecret(
        instancePrefix
            + DEPLOY_TOKEN_PREFIX
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** A secret as a client presented it, of any shape: older tokens carry no prefix. */
  public static TokenSecret presented(String text) {
    return new TokenSecret(text);
  }

  public SecretDigest digest(SecretKey key) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(key);
      return new SecretDigest(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  /** The secret itself, for the one answer that shows it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "TokenSecret[…]";
  }
}
