package io.wherry;

import io.wherry.account.Accounts;
import io.wherry.account.User;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.PasswordHash;
import io.wherry.secret.TokenSecret;
import io.wherry.store.disk.DataDirectory;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Makes sure that the administrator {@code root} exists and has the token that was asked for. */
final class FirstStart {
  private static final String ROOT = "root";
  private static final String PASSWORD = "WHERRY_ROOT_PASSWORD";
  private static final String TOKEN = "WHERRY_ROOT_TOKEN";
  private static final int SHORTEST_TOKEN = 20;
  private static final int SHORTEST_PASSWORD = 8;
  private static final int PASSWORD_BYTES = 24;

  private FirstStart() {}

  static void prepare(Instance instance, Map<String, String> environment) throws IOException {
    Optional<User> found = instance.accounts().findByName(ROOT);
    User root = found.isPresent() ? found.get() : createRoot(instance, environment);
    Optional<String> token = Environment.value(environment, TOKEN);
    if (token.isPresent()) {
      if (token.get().length() < SHORTEST_TOKEN) {
        throw new ProblemException(
            Problem.INVALID, TOKEN + " needs at least " + SHORTEST_TOKEN + " characters");
      }
      var secret = TokenSecret.presented(token.get());
      instance.accounts().putPersonalToken(root.id(), TOKEN, secret.digest(instance.key()));
    }
  }

  /** The password is on the disk before the person exists: it could not be had afterwards. */
  private static User createRoot(Instance instance, Map<String, String> environment)
      throws IOException {
    Accounts accounts = instance.accounts();
    DataDirectory directory = instance.directory();
    Optional<String> chosen = Environment.value(environment, PASSWORD);
    if (chosen.isPresent() && chosen.get().length() < SHORTEST_PASSWORD) {
      throw new ProblemException(
          Problem.INVALID, PASSWORD + " needs at least " + SHORTEST_PASSWORD + " characters");
    }
    String password = chosen.isPresent() ? chosen.get() : randomPassword();
    if (chosen.isEmpty()) {
      directory.writeInitialRootPassword(password);
    }
    return accounts.insert(ROOT, true, PasswordHash.of(password));
  }

  private static String randomPassword() {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
