package io.wherry.secret;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The keyed hash by which a secret is stored and looked up. Without the instance's key it can
 * neither be computed from a guess nor turned back into the secret. Compares in constant time.
 */
public final class SecretDigest {
  private final byte[] bytes;

  public SecretDigest(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretDigest digest && MessageDigest.isEqual(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SecretDigest[…]";
  }
}
