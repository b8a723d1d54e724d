package io.wherry;

import io.wherry.account.PeopleDesk;
import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.audit.By;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenSecret;
import io.wherry.store.disk.DataDirectory;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the administrator {@code root} where there is no administrator, and gives him the token
 * that was asked for. Whoever renames or removes him later means it.
 */
final class FirstStart {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
  private static final String ROOT = "root";
  private static final String PASSWORD = "WHERRY_ROOT_PASSWORD";
  private static final String TOKEN = "WHERRY_ROOT_TOKEN";
  private static final int SHORTEST_TOKEN = 20;
  private static final int PASSWORD_BYTES = 24;

  private FirstStart() {}

  static void prepare(Instance instance, Map<String, String> environment) throws IOException {
    Optional<User> root = instance.accounts().findByName(ROOT);
    if (root.isEmpty() && !instance.accounts().haveAdministrator()) {
      root = Optional.of(createRoot(instance, environment));
    }
    Optional<String> token = Environment.value(environment, TOKEN);
    if (token.isPresent() && root.isEmpty()) {
      LOG.warn("{} is ignored: there is nobody called {}", TOKEN, ROOT);
    } else if (token.isPresent()) {
      giveToken(instance, root.orElseThrow(), token.get());
    }
  }

  private static void giveToken(Instance instance, User root, String chosen) {
    TokenSecret secret = TokenSecret.presented(chosen);
    if (chosen.length() < SHORTEST_TOKEN) {
      throw new ProblemException(
          Problem.INVALID, TOKEN + " needs at least " + SHORTEST_TOKEN + " characters");
    }
    if (!chosen.strip().equals(chosen)) {
      throw new ProblemException(Problem.INVALID, TOKEN + " has blanks at its beginning or end");
    }
    if (secret.looksLikeDeployToken()) {
      throw new ProblemException(
          Problem.INVALID, TOKEN + " looks like a deploy token, which opens no part of the API");
    }
    var draft = new PersonalTokenDraft(TOKEN, Set.of(PersonalScope.API), Expiry.NEVER);
    if (!instance.personalTokenDesk().issueChosen(root, draft, secret, By.COMMAND_LINE)) {
      // Whoever revoked or rotated it meant it, and a unit must start again with what it says.
      LOG.warn("{} is ignored: this token was revoked, or replaced by another one", TOKEN);
    }
  }

  /** The password is on the disk before the person exists: it could not be had afterwards. */
  private static User createRoot(Instance instance, Map<String, String> environment)
      throws IOException {
    DataDirectory directory = instance.directory();
    Optional<String> chosen = Environment.value(environment, PASSWORD);
    if (chosen.isPresent() && chosen.get().length() < PeopleDesk.SHORTEST_PASSWORD) {
      throw new ProblemException(
          Problem.INVALID,
          PASSWORD + " needs at least " + PeopleDesk.SHORTEST_PASSWORD + " characters");
    }
    String password = chosen.isPresent() ? chosen.get() : randomPassword();
    if (chosen.isEmpty()) {
      directory.writeInitialRootPassword(password);
    }
    var draft = new UserDraft(ROOT, "Administrator", "root@localhost", true);
    return instance.peopleDesk().create(draft, password, By.COMMAND_LINE);
  }

  private static String randomPassword() {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
