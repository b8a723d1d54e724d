package io.wherry.token;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a person asks for when creating a token; one that exists is valid.
 *
 * @param name surrounding blanks are removed; not unique
 * @param username empty for the default one; not unique
 */
public record TokenDraft(String name, String username, Set<Scope> scopes, Expiry expiry) {
  private static final int MAX_LENGTH = 255;
  private static final Pattern USERNAME = Pattern.compile("[a-zA-Z0-9.+_-]*");

  /** Control characters, line separators, and those that turn the direction of text around. */
  private static final Pattern CONTROL =
      Pattern.compile("(?s).*[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069].*");

  public TokenDraft {
    name = name.strip();
    if (name.isEmpty()) {
      throw invalid("name can't be blank");
    }
    if (name.length() > MAX_LENGTH || CONTROL.matcher(name).matches()) {
      throw invalid("name has at most " + MAX_LENGTH + " characters and no control characters");
    }
    if (username.length() > MAX_LENGTH || !USERNAME.matcher(username).matches()) {
      throw invalid(
          "username has at most "
              + MAX_LENGTH
              + " characters and may use a-z, A-Z, 0-9, '.', '+', '_' and '-'");
    }
    if (scopes.isEmpty()) {
      throw invalid("scopes can't be blank");
    }
    scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
  }

  public TokenDraft withUsername(String other) {
    return new TokenDraft(name, other, scopes, expiry);
  }

  private static ProblemException invalid(String sentence) {
    return new ProblemException(Problem.INVALID, sentence);
  }
}
