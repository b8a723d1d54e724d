package io.wherry.http;

import io.wherry.access.Credentials;
import io.wherry.access.Proof;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.TokenSecret;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what a client presents to say who it is. Believes nothing. */
final class CredentialsReader {
  private static final String BASIC = "basic ";

  private static final String BEARER = "bearer ";

  /** Headers whose whole value is a secret. */
  private static final List<String> SECRET_HEADERS = List.of("Private-Token", "Deploy-Token");

  private static final Set<String> SECRET_PARAMETERS =
      Set.of(
          "access_token",
          "bearer_token",
          "deploy_token",
          "job_token",
          "oauth_token",
          "password",
          "private_token",
          "token");

  private CredentialsReader() {}

  /**
   * Throws {@code INVALID} where the query carries a secret: URLs end up in histories and logs, so
   * one that came this way is refused, valid or not.
   */
  static Credentials read(HttpServletRequest request, String address) {
    refuseSecretsInQuery(request.getQueryString() == null ? "" : request.getQueryString());
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return new Credentials(proof(request), address, agent);
  }

  private static void refuseSecretsInQuery(String query) {
    for (String parameter : query.split("&", -1)) {
      String[] pair = parameter.split("=", 2);
      String name = RawPath.decode(pair[0]).toLowerCase(Locale.ROOT);
      if (isToken(pair[pair.length - 1])) {
        throw new ProblemException(Problem.INVALID, "tokens are not accepted in the query");
      }
      if (SECRET_PARAMETERS.contains(name.replace('-', '_'))) {
        throw new ProblemException(
            Problem.INVALID, "credentials are not accepted in the query: " + name);
      }
    }
  }

  /** What cannot be decoded is none. */
  private static boolean isToken(String value) {
    try {
      return TokenSecret.presented(RawPath.decode(value)).looksLikeToken();
    } catch (ProblemException e) {
      return false;
    }
  }

  /** More than one, even of the same secret, is none: which one counts would be anybody's guess. */
  private static Proof proof(HttpServletRequest request) {
    var presented = new ArrayList<Proof>();
    for (String header : Collections.list(request.getHeaders("Authorization"))) {
      presented.add(ofAuthorization(header));
    }
    for (String name : SECRET_HEADERS) {
      for (String header : Collections.list(request.getHeaders(name))) {
        presented.add(new Proof.Bare(TokenSecret.presented(header.strip())));
      }
    }
    if (request.getHeader("Job-Token") != null) {
      presented.add(new Proof.Unreadable());
    }
    if (presented.isEmpty()) {
      return new Proof.None();
    }
    return presented.size() == 1 ? presented.get(0) : new Proof.Unreadable();
  }

  private static Proof ofAuthorization(String header) {
    if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return pair(header.substring(BASIC.length()).strip());
    }
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? new Proof.Bare(TokenSecret.presented(header.substring(BEARER.length()).strip()))
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
