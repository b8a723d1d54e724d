package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command says of its failure: one line, whatever is in what it was given. */
class SentenceTest {
  @TempDir private Path directory;

  @Test
  void whatAStreamSaysDoesNotReachTheTerminalAsItIs() throws IOException {
    String evil = "\u001b]0;title\u0007\u009b2J" + "x".repeat(2000);
    Path stream = Files.writeString(directory.resolve("stream"), "blob\ndata 0\n" + evil + "\n");
    String sentence =
        failure("project", "import", "app", stream.toString(), "--data", directory + "/data");
    assertThat(sentence)
        .startsWith("wherry: ")
        .contains("unknown command: ?]0;title?Â?2Jxxx")
        .endsWith("x…\n")
        .hasSizeLessThan(1100);
  }

  private static String failure(String... command) {
    var err = new StringWriter();
    var environment =
        new Environment(Map.of(), Clock.systemUTC(), new ByteArrayInputStream(new byte[0]));
    int code = Main.commandLine(environment, command).setErr(new PrintWriter(err)).execute(command);
    assertThat(code).isEqualTo(1);
    return err.toString();
  }
}
