package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for operators is written by hand; here it is kept true. */
class OperationsPageTest {
  private static final Path PAGE = Path.of("../docs/operations.md");

  /** A row whose first two cells are a key and its default, both in backticks. */
  private static final Pattern ROW = Pattern.compile("\\| `([a-z_.]+)` \\| `([^`]*)`.*");

  @Test
  void everySettingStandsInTheTableWithItsDefaultAndNoOtherDoes() throws IOException {
    Map<String, String> listed = new LinkedHashMap<>();
    Files.readAllLines(PAGE).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .forEach(row -> listed.put(row.group(1), row.group(2)));
    Map<String, String> settings = new LinkedHashMap<>();
    Arrays.stream(Setting.values())
        .forEach(setting -> settings.put(setting.key(), setting.standard()));
    assertThat(listed).isEqualTo(settings);
  }
}
