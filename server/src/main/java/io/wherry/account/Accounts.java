package io.wherry.account;

import io.wherry.secret.PasswordHash;
import io.wherry.secret.SecretDigest;
import java.util.Optional;

/** Keeps people and their personal tokens. Every method is atomic. */
public interface Accounts {

  Optional<User> findByName(String name);

  /** The person whose personal token has this secret. */
  Optional<User> findBySecret(SecretDigest secret);

  /** Throws {@code CONFLICT} where the name is taken. */
  User insert(String name, boolean administrator, PasswordHash password);

  /** Empty for an unknown person. */
  Optional<PasswordHash> passwordOf(long userId);

  /** Gives a person the personal token of that name, in place of a former one of the same name. */
  void putPersonalToken(long userId, String name, SecretDigest secret);
}
