package io.wherry.e2e;

import java.util.List;

/** How a program ended and what it printed. */
record Outcome(List<String> command, int code, String out, String err) {

  /** What it printed to standard output; fails where the program did. */
  String success() {
    return ended(0).out;
  }

  /** Itself; fails where the program succeeded. */
  Outcome failure() {
    if (code == 0) {
      throw new AssertionError("should have failed: " + this);
    }
    return this;
  }

  /** Itself; fails where the program ended with another code. */
  Outcome ended(int expected) {
    if (code != expected) {
      throw new AssertionError("should have ended with " + expected + ": " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    return String.join(" ", command) + "\nended with " + code + "\n" + out + "\n" + err;
  }
}
