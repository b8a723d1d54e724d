package io.wherry.account;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A personal token as somebody wants it; one that exists is valid. */
public record PersonalTokenDraft(String name, Set<PersonalScope> scopes, Expiry expiry) {
  public PersonalTokenDraft {
    name = name.strip();
    Username.checkName(name);
    if (scopes.isEmpty()) {
      throw new ProblemException(Problem.INVALID, "scopes can't be blank");
    }
    scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
  }

  /** The same with another end. */
  PersonalTokenDraft with(Expiry changed) {
    return new PersonalTokenDraft(name, scopes, changed);
  }
}
