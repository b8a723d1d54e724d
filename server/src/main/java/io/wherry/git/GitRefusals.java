package io.wherry.git;

import io.wherry.access.Actor.TokenActor;
import io.wherry.access.Decision.Denied;
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
    for (Reason reason : Reason.values()) {
      rows.put(reason, row(reason, challenge));
    }
    return new Refusals(rows);
  }

  private static Function<Denied, Answer> row(Reason reason, Function<Denied, Answer> challenge) {
    return switch (reason) {
      case NO_CREDENTIALS, UNKNOWN_SECRET, WRONG_USERNAME, EXPIRED, REVOKED -> challenge;
      case NO_SUCH_PLACE, OUT_OF_REACH, FEATURE_OFF ->
          denied ->
              denied.actor() instanceof TokenActor
                  ? challenge.apply(denied)
                  : Answer.text(404, "there is no such project");
      case NO_SCOPE ->
          denied ->
              denied.actor() instanceof TokenActor actor && hasPackageScopesOnly(actor.token())
                  ? challenge.apply(denied)
                  : forbidden("this token is not allowed to download code: read_repository is");
      case NEVER_FOR_TOKENS -> denied -> forbidden("deploy tokens are not allowed to upload code");
      case ONLY_FOR_TOKENS -> denied -> forbidden("Git takes nothing but deploy tokens here");
      case AREA_OFF -> denied -> forbidden("Git over HTTP is switched off on this server");
      case OBJECTED ->
          denied -> forbidden("external authorization is enabled; deploy tokens are disabled");
    };
  }

  /** A token for packages is no credential at all to Git clients. */
  private static boolean hasPackageScopesOnly(DeployToken token) {
    return token.draft().scopes().stream().allMatch(scope -> scope.area() == Area.PACKAGES);
  }

  private static Answer challenge(String realm) {
    return Answer.text(401, DENIED).with("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
  }

  private static Answer forbidden(String sentence) {
    return Answer.text(403, sentence);
  }
}
