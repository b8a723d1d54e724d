package io.wherry.account;

import io.wherry.audit.Subject;
import java.time.Instant;

/**
 * A person. An administrator may do everything everywhere, a blocked one nothing anywhere.
 *
 * @param draft name, email and whether this is an administrator
 */
public record User(long id, UserDraft draft, boolean blocked, Instant createdAt) {

  public String username() {
    return draft.username();
  }

  public boolean administrator() {
    return draft.administrator();
  }

  /** What an event about this person is about. */
  public Subject subject() {
    return new Subject("user", id, username());
  }
}
