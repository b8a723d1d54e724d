package io.wherry.access;

import io.wherry.account.PersonalUses;
import io.wherry.token.LastUses;

/** What requests only note, to be written later: nothing of it may delay them. */
public record Notes(LastUses uses, PersonalUses personalUses, Operations operations) {

  /** With nothing noted yet. */
  public Notes() {
    this(new LastUses(), new PersonalUses(), new Operations());
  }
}
