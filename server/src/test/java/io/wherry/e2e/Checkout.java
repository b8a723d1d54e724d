package io.wherry.e2e;

import java.nio.file.Path;

/** The checkout that these tests belong to. */
final class Checkout {
  private Checkout() {}

  static Path root() {
    String place = System.getProperty("wherry.repository");
    if (place == null) {
      throw new IllegalStateException("the system property wherry.repository is missing");
    }
    return Path.of(place);
  }
}
