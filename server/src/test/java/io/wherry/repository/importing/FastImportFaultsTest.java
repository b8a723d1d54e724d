package io.wherry.repository.importing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a stream is wrong, the message says in which line and how. */
class FastImportFaultsTest {
  private static final String COMMIT =
      """
      commit refs/heads/main
      committer Bo <bo@example.org> 1 +0000
      """;

  @TempDir Path directory;

  /** A semicolon stands for the end of a line, and C for the first two lines of a commit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          blob;data 5;abc                                | line 2: the stream ends 1 bytes too early
          blob;data <<END;abc                            | line 4: the stream ends before "END"
          blob;data x                                    | line 2: not a number: x
          blob;mark 5;data 0                             | line 2: not a mark: 5
          blob;data 1048577 and more                     | line 2: not a number: 1048577 and more
          blob;mark :1                                   | line 3: expected "data"
          blob;data 4;a;b;;rubbish                       | line 6: unknown command: rubbish
          #;;feature done;;                              | line 6: the stream ends before it is done
          feature import-marks=/etc/passwd               | line 1: unknown feature: import-marks
          #;cat-blob :1                                  | line 2: unknown command: cat-blob :1
          reset refs/heads/a..b                          | line 1: not the name of a ref: refs/heads/a..b
          reset refs/heads/a;from :5                     | line 2: nothing is called :5
          reset refs/heads/a;from refs/heads/b           | line 2: nothing is called refs/heads/b
          tag v1;tagger Bo <b@example.org> 1 +0000       | line 2: expected "from"
          commit refs/heads/a;data 0                     | line 2: a commit without a committer
          commit refs/heads/a;committer Bo               | line 2: not a name, an address and a time: Bo
          C;data 17000000                                | line 3: more than 16777216 bytes of text
          C;data 0;from 0123456789012345678901234567890123456789 | line 4: nothing is called 0123
          C;data 0;M 100600 inline a                     | line 4: not a mode, an object and a path
          C;data 0;M 100644 inline                       | line 4: not a mode, an object and a path
          C;data 0;M 100644 :3 a                         | line 4: nothing is called :3
          C;data 0;M 040000 inline a;data 0              | line 5: inline is not what mode 40000 says
          C;data 0;M 100644 inline a//b                  | line 4: not a path: a//b
          C;data 0;M 100644 inline /a                    | line 4: not a path: /a
          C;data 0;M 100644 inline "a\\000b"             | line 4: not a path: a
          C;data 0;M 100644 inline "a\\x"                | line 4: unknown escape in a path
          C;data 0;M 100644 inline "a                    | line 4: not a quoted path
          C;data 0;M 100644 inline "a" b                 | line 4: not a quoted path
          C;data 0;M 100644 inline ""                    | line 4: a file without a path
          C;data 0;R a                                   | line 4: not two paths: a
          C;data 0;R a b                                 | line 4: there is no a
          C;data 0;C "a"b                                | line 4: not two paths
          C;data 0;N inline refs/heads/a                 | line 4: notes as commands
          """)
  void faultIsToldWithItsLine(String lines, String fault) throws Exception {
    String text = lines.replace(";", "\n").replace("C\n", COMMIT) + "\n";
    Path stream = Files.writeString(directory.resolve("stream"), text);

    assertThatThrownBy(() -> Target.fill(directory, stream))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(stream + ", " + fault);
  }

  @Test
  void refThatIsNotUtf8IsRefused() throws Exception {
    Path stream = directory.resolve("stream");
    Files.writeString(stream, "reset refs/heads/f\u00e4hre\n", StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Target.fill(directory, stream))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(", line 1: the name of a ref is not UTF-8");
  }
}
