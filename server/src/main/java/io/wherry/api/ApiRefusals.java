package io.wherry.api;

import io.wherry.access.Decision.Denied;
import io.wherry.access.Guesses;
import io.wherry.access.Reason;
import io.wherry.http.Answer;
import io.wherry.http.Refusals;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What the API's clients are told. A place that exists and may not be seen is not told apart from
 * one that does not; deploy tokens are told that they are not for this.
 */
final class ApiRefusals {
  private static final String FORBIDDEN = "403 Forbidden";
  private static final String UNAUTHORIZED = "401 Unauthorized";

  private ApiRefusals() {}

  static Refusals table(String missing) {
    var rows = new EnumMap<Reason, Function<Denied, Answer>>(Reason.class);
    rows.put(Reason.NO_CREDENTIALS, message(401, UNAUTHORIZED));
    rows.put(Reason.UNKNOWN_SECRET, message(401, UNAUTHORIZED));
    rows.put(Reason.WRONG_USERNAME, message(401, UNAUTHORIZED));
    rows.put(Reason.EXPIRED, oauth(401, "invalid_token", "the token has expired"));
    rows.put(Reason.REVOKED, oauth(401, "invalid_token", "the token was revoked"));
    rows.put(Reason.THROTTLED, ApiRefusals::throttled);
    rows.put(Reason.BLOCKED, message(403, FORBIDDEN + " - your account is blocked"));
    rows.put(
        Reason.NEVER_FOR_TOKENS,
        message(401, UNAUTHORIZED + " - deploy tokens are not accepted on this endpoint"));
    rows.put(Reason.NO_SCOPE, ApiRefusals::lacksScope);
    rows.put(Reason.NO_SUCH_PLACE, message(404, missing));
    rows.put(Reason.OUT_OF_REACH, message(404, missing));
    rows.put(Reason.FEATURE_OFF, message(404, "404 Not Found"));
    rows.put(Reason.ROLE_TOO_LOW, message(403, FORBIDDEN));
    rows.put(Reason.AREA_OFF, message(403, FORBIDDEN));
    rows.put(Reason.OBJECTED, message(403, FORBIDDEN));
    rows.put(Reason.ONLY_FOR_TOKENS, message(403, FORBIDDEN));
    return new Refusals(rows);
  }

  private static Function<Denied, Answer> message(int status, String text) {
    return denied -> Json.answer(status, Map.of("message", text));
  }

  /** RFC 6750, section 3.1. */
  private static Function<Denied, Answer> oauth(int status, String error, String description) {
    return denied ->
        Json.answer(status, Json.object("error", error).with("error_description", description));
  }

  private static Answer lacksScope(Denied denied) {
    return Json.answer(
        403,
        Json.object("error", "insufficient_scope")
            .with("error_description", "the token's scopes do not allow this request")
            .with("scope", "api"));
  }

  private static Answer throttled(Denied denied) {
    return Json.answer(429, Map.of("message", "429 Too Many Requests - too many wrong passwords"))
        .with("Retry-After", String.valueOf(Guesses.RETRY_SECONDS));
  }
}
