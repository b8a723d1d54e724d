package io.wherry.answer;

import java.io.IOException;

/** An answer ended before it was whole; who asked may ask again. */
public final class BrokenAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenAnswerException() {
    super("the answer ended before it was whole");
  }
}
