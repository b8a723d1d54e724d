package io.wherry.secret;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/** A person's password as it is kept: Argon2id with its own salt and parameters, as text. */
public record PasswordHash(String encoded) {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int LENGTH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** Of no known password, and as slow to compare with as any. */
  public static final PasswordHash UNMATCHED =
      new PasswordHash(
          "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
              .formatted(MEMORY_KIB, PASSES, LANES, "A".repeat(22), "A".repeat(43)));

  /** Slow on purpose: tens of milliseconds. */
  public static PasswordHash of(String password) {
    var argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, LENGTH_BYTES, Argon2.ID);
    return new PasswordHash(
        Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2).getResult());
  }

  /** Compares in constant time, as slowly as {@link #of}. */
  public boolean matches(String password) {
    return Password.check(password, encoded).with(Argon2Function.getInstanceFromHash(encoded));
  }

  @Override
  public String toString() {
    return "PasswordHash[…]";
  }
}
