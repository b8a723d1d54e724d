package io.wherry.http;

import io.wherry.access.Credentials;
import io.wherry.access.Proof;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.TokenSecret;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what a client presents to say who it is. Believes nothing. */
final class CredentialsReader {
  private static final String BASIC = "basic ";

  /** Headers that carry a secret elsewhere; here they are credentials that nobody accepts. */
  private static final List<String> OTHER_HEADERS =
      List.of("Deploy-Token", "Private-Token", "Job-Token");

  private static final Set<String> SECRET_PARAMETERS =
      Set.of(
          "access_token",
          "bearer_token",
          "deploy_token",
          "job_token",
          "password",
          "private_token",
          "token");

  private CredentialsReader() {}

  /**
   * Throws {@code INVALID} where the query carries a secret: URLs end up in histories and logs, so
   * one that came this way is refused, valid or not.
   */
  static Credentials read(HttpServletRequest request) {
    refuseSecretsInQuery(request.getQueryString() == null ? "" : request.getQueryString());
    return new Credentials(proof(request), request.getRemoteAddr());
  }

  private static void refuseSecretsInQuery(String query) {
    for (String parameter : query.split("&", -1)) {
      String name = RawPath.decode(parameter.split("=", 2)[0]).toLowerCase(Locale.ROOT);
      if (SECRET_PARAMETERS.contains(name)) {
        throw new ProblemException(
            Problem.INVALID, "credentials are not accepted in the query: " + name);
      }
    }
  }

  private static Proof proof(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.isEmpty()) {
      boolean other = OTHER_HEADERS.stream().anyMatch(name -> request.getHeader(name) != null);
      return other ? new Proof.Unreadable() : new Proof.None();
    }
    String header = headers.get(0);
    boolean basic = header.regionMatches(true, 0, BASIC, 0, BASIC.length());
    return headers.size() == 1 && basic
        ? pair(header.substring(BASIC.length()).strip())
        : new Proof.Unreadable();
  }

  /** RFC 7617: base64 of username, colon, password; the password may contain colons. */
  private static Proof pair(String encoded) {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? new Proof.Unreadable()
          : new Proof.Pair(
              text.substring(0, colon), TokenSecret.presented(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return new Proof.Unreadable();
    }
  }
}
