package io.wherry.account;

/**
 * A person as somebody wants it; one that exists is valid.
 *
 * @param username unique in any case of its letters
 * @param name for people; surrounding blanks are removed
 * @param email unique in any case of its letters; nothing is sent to it yet
 */
public record UserDraft(String username, String name, String email, boolean administrator) {
  public UserDraft {
    name = name.strip();
    Username.check(username);
    Username.checkName(name);
    Username.checkEmail(email);
  }
}
