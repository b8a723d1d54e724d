package io.wherry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What this build is, from the manifest of its jar. */
record Version(String number, String commit) {

  /** Both are {@code unknown} outside of a jar. */
  static Version ofThisBuild() {
    try (InputStream in = Version.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
      Attributes attributes = in == null ? new Attributes() : new Manifest(in).getMainAttributes();
      return new Version(
          value(attributes, "Implementation-Version"), value(attributes, "Wherry-Commit"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(Attributes attributes, String name) {
    return Optional.ofNullable(attributes.getValue(name)).orElse("unknown");
  }
}
