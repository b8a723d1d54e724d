package io.wherry.cli;

import io.wherry.secret.TokenSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result that shows a new secret, once. */
final class ShownSecret {
  private ShownSecret() {}

  /**
   * @param username what a client presents with it
   * @param token as it is listed later, without the secret
   */
  static Result of(
      String username, TokenSecret secret, Map<String, ? extends @Nullable Object> token) {
    var json = new LinkedHashMap<String, @Nullable Object>(token);
    String shown = secret.reveal();
    json.put("token", shown);
    return new Result(List.of("username: " + username, "token:    " + shown), json);
  }
}
