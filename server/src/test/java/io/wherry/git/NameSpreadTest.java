package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameSpreadTest {
  private static final int MANY = 300_000;

  @ParameterizedTest
  @ValueSource(strings = {"want", "have", "shallow"})
  void namesOfOneHashCodeAreRefused(String what) {
    String lines = lines(3000, what + " 00000000deadbeef000000000000000000%06x\n");
    assertThatThrownBy(() -> read(lines)).isInstanceOf(CappedBody.Broken.class);
  }

  @Test
  void namesAsTheyAreBoundToBeAreRead() throws IOException {
    var random = new Random(1);
    String lines =
        IntStream.range(0, MANY)
            .mapToObj(i -> "have " + "%08x".formatted(random.nextInt()).repeat(5) + "\n")
            .map(PacketLines::of)
            .collect(Collectors.joining());
    read(lines);
  }

  @Test
  void oneNameMayBeRepeated() throws IOException {
    read(lines(MANY, "have 0123456789012345678901234567890123456789\n"));
  }

  @Test
  void fewNamesMayBeAlike() throws IOException {
    read(lines(1500, "want 0123456789012345678901234567890123%06x\n"));
  }

  private static String lines(int count, String form) {
    return IntStream.range(0, count)
        .mapToObj(form::formatted)
        .map(PacketLines::of)
        .collect(Collectors.joining());
  }

  private static void read(String lines) throws IOException {
    var spread = new NameSpread();
    var reader = new PacketLineReader(lines.getBytes(StandardCharsets.US_ASCII));
    while (reader.next()) {
      spread.line(reader.text());
    }
  }
}
