package io.wherry.git;

import io.wherry.access.Actor.TokenActor;
import io.wherry.access.Actor.UserActor;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Guesses;
import io.wherry.access.Reason;
import io.wherry.http.Answer;
import io.wherry.http.Refusals;
import io.wherry.permission.Area;
import io.wherry.token.DeployToken;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What Git is told. A token learns the same of a place outside its reach and of one that does not
 * exist; a missing scope and a push are told plainly, so that Git prints why and keeps the
 * credentials it has stored.
 */
final class GitRefusals {
  private static final String DENIED =
      "HTTP Basic: Access denied. Either nothing is here that you may read, or the username and"
          + " token are wrong, expired or revoked.";

  private GitRefusals() {}

  static Refusals table(String realm) {
    Function<Denied, Answer> challenge = denied -> challenge(realm);
    Map<Reason, Function<Denied, Answer>> rows = new EnumMap<>(Reason.class);
    rows.put(Reason.NO_CREDENTIALS, challenge);
    rows.put(Reason.UNKNOWN_SECRET, challenge);
    rows.put(Reason.WRONG_USERNAME, challenge);
    rows.put(Reason.EXPIRED, challenge);
    rows.put(Reason.REVOKED, challenge);
    rows.put(Reason.THROTTLED, GitRefusals::throttled);
    rows.put(Reason.BLOCKED, forbidden("your account is blocked"));
    rows.put(Reason.ROLE_TOO_LOW, forbidden("your role in this project does not allow this"));
    rows.put(Reason.NO_SUCH_PLACE, hidden(challenge));
    rows.put(Reason.OUT_OF_REACH, hidden(challenge));
    rows.put(Reason.FEATURE_OFF, hidden(challenge));
    rows.put(Reason.NO_SCOPE, noScope(challenge));
    rows.put(Reason.NEVER_FOR_TOKENS, forbidden("deploy tokens are not allowed to upload code"));
    rows.put(Reason.ONLY_FOR_TOKENS, forbidden("Git takes nothing but deploy tokens here"));
    rows.put(Reason.AREA_OFF, forbidden("Git over HTTP is switched off on this server"));
    rows.put(
        Reason.OBJECTED,
        forbidden("external authorization is enabled; deploy tokens are disabled"));
    return new Refusals(rows);
  }

  /** A token must not learn from the answer whether the place exists. */
  private static Function<Denied, Answer> hidden(Function<Denied, Answer> challenge) {
    return denied ->
        denied.actor() instanceof TokenActor
            ? challenge.apply(denied)
            : Answer.text(404, "there is no such project");
  }

  private static Function<Denied, Answer> noScope(Function<Denied, Answer> challenge) {
    Function<Denied, Answer> forbidden =
        forbidden("this token is not allowed to download code: it lacks read_repository");
    Function<Denied, Answer> ofPerson =
        forbidden(
            "this token lacks the scope: read_repository to download code, write_repository to"
                + " upload it");
    return denied -> {
      if (denied.actor() instanceof UserActor) {
        return ofPerson.apply(denied);
      }
      return denied.actor() instanceof TokenActor actor && hasPackageScopesOnly(actor.token())
          ? challenge.apply(denied)
          : forbidden.apply(denied);
    };
  }

  /** A token for packages is no credential at all to Git clients. */
  private static boolean hasPackageScopesOnly(DeployToken token) {
    return token.draft().scopes().stream().allMatch(scope -> scope.area() == Area.PACKAGES);
  }

  private static Answer throttled(Denied denied) {
    return Answer.text(429, "too many wrong passwords; wait a little, or use a token")
        .with("Retry-After", String.valueOf(Guesses.RETRY_SECONDS));
  }

  private static Answer challenge(String realm) {
    return Answer.text(401, DENIED).with("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
  }

  private static Function<Denied, Answer> forbidden(String sentence) {
    Answer answer = Answer.text(403, sentence);
    return denied -> answer;
  }
}
