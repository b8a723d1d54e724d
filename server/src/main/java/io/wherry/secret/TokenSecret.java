package io.wherry.secret;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * What the client of a token holds. It is kept nowhere: only its {@link #digest} is. Prints itself
 * masked and cannot be serialised, so that it does not get into a log by accident.
 */
public final class TokenSecret {
  private static final String DEPLOY_TOKEN_PREFIX = "gldt-";
  private static final String PERSONAL_PREFIX = "glpat-";

  /** An instance may have its own prefix. */
  private static final Pattern DEPLOY_TOKEN =
      Pattern.compile("([a-zA-Z0-9_-]{1,20}-)?" + DEPLOY_TOKEN_PREFIX + "[\\w-]{20,}");

  private static final Pattern IMPORTABLE = Pattern.compile("[!-~]{20,255}");

  private static final int RANDOM_BYTES = 15;
  private static final String MAC = "HmacSHA256";

  private final String text;

  /** What it was compared with, and was right. */
  private volatile @Nullable PasswordHash matched;

  private TokenSecret(String text) {
    this.text = text;
  }

  /**
   * A new deploy-token secret: {@code gldt-} and 20 characters of the URL-safe base64 alphabet, 120
   * random bits, the shape that secret scanners look for. An instance may put its own prefix before
   * it.
   */
  public static TokenSecret generate(SecureRandom random, String instancePrefix) {
    return random(random, instancePrefix + DEPLOY_TOKEN_PREFIX);
  }

  /** A new personal token: {@code glpat-} and 20 characters, 120 random bits. */
  public static TokenSecret generatePersonal(SecureRandom random) {
    return random(random, PERSONAL_PREFIX);
  }

  private static TokenSecret random(SecureRandom random, String prefix) {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new TokenSecret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether it has the shape of a deploy token's secret, valid or not. */
  public boolean looksLikeDeployToken() {
    return DEPLOY_TOKEN.matcher(text).matches();
  }

  /** Whether it has the shape of any token's secret, so that it is no password. */
  public boolean looksLikeToken() {
    return looksLikeDeployToken() || text.startsWith(PERSONAL_PREFIX);
  }

  /** A secret as a client presented it, of any shape: older tokens carry no prefix. */
  public static TokenSecret presented(String text) {
    return new TokenSecret(text);
  }

  /**
   * The secret of a deploy token that another server issued. Throws {@code INVALID} for one that a
   * client could not send, or could guess, or that looks like a personal token.
   */
  public static TokenSecret imported(String text) {
    if (!IMPORTABLE.matcher(text).matches() || text.startsWith(PERSONAL_PREFIX)) {
      throw new ProblemException(
          Problem.INVALID,
          "the secret of a deploy token has 20 to 255 letters, digits and signs of ASCII, no blanks,"
              + " and does not begin with "
              + PERSONAL_PREFIX);
    }
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

  /**
   * Whether it is the password of this hash. Slow on purpose, but only once: a request that asks
   * for several decisions takes no longer than one that asks for one, so that the time says nothing
   * about what was asked.
   */
  public boolean matches(PasswordHash hash) {
    if (hasMatched(hash)) {
      return true;
    }
    boolean right = hash.matches(text);
    if (right) {
      matched = hash;
    }
    return right;
  }

  /** Whether it is known already to be the password of this hash. */
  public boolean hasMatched(PasswordHash hash) {
    return hash.equals(matched);
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
