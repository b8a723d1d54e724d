package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void whatWasOpenedLastIsClosedFirst() throws IOException {
    try (var closing = new Closing()) {
      closing.add(() -> closed.add("first"));
      closing.add(() -> closed.add("second"));
    }
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void whatWasHandedOnIsLeftOpen() throws IOException {
    Closing taker;
    try (var closing = new Closing()) {
      closing.add(() -> closed.add("first"));
      closing.add(() -> closed.add("second"));
      taker = closing.handOn();
    }
    assertThat(closed).isEmpty();
    taker.close();
    taker.close();
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void everythingIsClosedAndTheFirstFailureIsTold() {
    var closing = new Closing();
    closing.add(() -> closed.add("first"));
    closing.add(failing("second"));
    closing.add(failing("third"));
    assertThatIOException().isThrownBy(closing::close).withMessage("third");
    assertThat(closed).containsExactly("third", "second", "first");
  }

  private AutoCloseable failing(String name) {
    return () -> {
      closed.add(name);
      throw new IOException(name);
    };
  }
}
