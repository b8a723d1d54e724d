package io.wherry.e2e;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The forms in which a secret may stand where it should not, as texts in which one character is one
 * byte.
 */
final class Forms {
  private static final List<String> HASHES = List.of("MD5", "SHA-1", "SHA-256", "SHA-512");

  /** What somebody would try first. */
  private static final List<String> KEYS = List.of("\0", "wherry", "secret", "HmacSHA256");

  private Forms() {}

  /** The secret itself, with and without its prefix, also encoded. */
  static List<String> plain(String secret) {
    var forms = new ArrayList<String>();
    for (String text : withAndWithoutPrefix(secret)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      forms.add(text);
      forms.addAll(encoded(bytes));
      forms.add(new StringBuilder(text).reverse().toString());
    }
    return forms;
  }

  /** Everything that can be computed from the secret alone, and so from a guess. */
  static List<String> hashed(String secret) throws GeneralSecurityException {
    var forms = new ArrayList<String>();
    for (String text : withAndWithoutPrefix(secret)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (String hash : HASHES) {
        byte[] once = MessageDigest.getInstance(hash).digest(bytes);
        forms.addAll(rawAndEncoded(once));
        forms.addAll(rawAndEncoded(MessageDigest.getInstance(hash).digest(once)));
      }
      for (String key : KEYS) {
        forms.addAll(rawAndEncoded(keyed(key.getBytes(StandardCharsets.UTF_8), text)));
      }
      forms.addAll(rawAndEncoded(keyed(bytes, text)));
    }
    return forms;
  }

  static byte[] keyed(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> rawAndEncoded(byte[] bytes) {
    var forms = new ArrayList<>(encoded(bytes));
    forms.add(raw(bytes));
    return forms;
  }

  static String raw(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static List<String> encoded(byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes);
    return List.of(
        hex,
        hex.toUpperCase(Locale.ROOT),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static List<String> withAndWithoutPrefix(String secret) {
    String rest = secret.replaceFirst("^(gldt|glpat)-", "");
    return rest.equals(secret) ? List.of(secret) : List.of(secret, rest);
  }
}
