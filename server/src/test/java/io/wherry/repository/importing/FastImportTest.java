package io.wherry.repository.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams as other programs than fast-export write them. */
class FastImportTest {
  private static final String COMMIT =
      """
      commit refs/heads/main
      committer Bo <bo@example.org> 1 +0000
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        feature done
        feature date-format=raw
        option git quiet
        progress half way
        checkpoint

        blob
        # data between delimiters, comments, and all that means nothing to us
        mark :7
        data <<END
        one
        two
        END

        commit refs/heads/main
        author Asta <asta@example.org> 1760000000 +0200
        # and here
        committer Bo <bo@example.org> 1760000001 -0330
        data <<.
        Message
        .
        M 644 :7 a
        M 755 :7 b
        M 100644 inline c
        data 3
        xyz
        done
        this is not read
        """,
        """
        commit refs/heads/main
        mark :1
        committer <bo@example.org> 1 +0000
        data 0
        M 100644 inline dir/sub/a
        data 1
        aM 100644 inline dir/b
        data 1
        bM 100644 inline dir.txt
        data 1
        c
        commit refs/heads/main
        mark :2
        committer Bo  Li <bo@example.org> 1 +0000
        data 0
        C dir copy
        R dir/sub moved/deep
        R dir.txt dir/sub/dir.txt
        D copy/b
        D not/there
        D moved

        commit refs/heads/main
        committer Bo <bo@example.org> 1 +0000
        data 0
        R copy copy/inner
        C "" whole

        commit refs/heads/other
        committer Bo <bo@example.org> 1 +0000
        data 0
        from :1
        merge refs/heads/main
        deleteall
        M 040000 b39954843ff6e09ec3aa2b942938c30c6bd1629e known
        M 100644 inline x
        data 0

        commit refs/heads/unrelated
        committer Bo <bo@example.org> 1 +0000
        data 0
        merge :2
        M 100644 inline y
        data 0

        reset refs/heads/again
        from refs/heads/main

        reset refs/heads/other
        commit refs/heads/other
        committer Bo <bo@example.org> 1 +0000
        data 0

        alias
        mark :9
        to :2

        reset refs/heads/alias
        from :9
        reset refs/heads/gone
        from :9
        reset refs/heads/gone
        from 0000000000000000000000000000000000000000
        """,
        """
        commit refs/heads/main
        mark :1
        committer Bo <bo@example.org> 1 +0000
        data 0
        M 100644 inline "a \\"b\\" \\303\\274\\t\\\\ \\001"
        data 1
        x
        M 100644 inline ü
        data 1
        y
        M 100644 inline  leading and trailing\s
        data 1
        z
        C "a \\"b\\" ü\\t\\\\ \\001" with space
        R ü "new \\303\\274"
        M 160000 0123456789abcdef0123456789abcdef01234567 module
        M 120000 inline link
        data 8
        with spa
        tag v1
        from :1
        data 0
        tag v2
        from refs/heads/main
        original-oid 0123456789abcdef0123456789abcdef01234567
        tagger Bo <bo@example.org> 1 +0000
        data 2
        v2
        """
      })
  void streamMeansWhatItMeansToGit(String text) throws Exception {
    Path stream = Files.writeString(directory.resolve("stream"), text);
    GitProgram expected = GitProgram.init(directory.resolve("expected"), "--bare");
    expected.feed(stream, "fast-import", "--quiet");

    GitProgram imported = Target.fill(directory, stream);

    assertThat(imported.refs()).isEqualTo(expected.refs()).isNotEmpty();
    assertThat(imported.faults()).isEqualTo(expected.faults());
  }

  @Test
  void signaturesOfCommitsAreKept() throws Exception {
    Path stream =
        Files.writeString(
            directory.resolve("stream"),
            COMMIT
                + """
                gpgsig sha1 openpgp
                data 23
                -----BEGIN

                c2ln
                -----
                gpgsig sha256 ssh
                data 4
                c2ln
                gpgsig sha1 x509
                data 6
                second
                encoding ISO-8859-1
                data 7
                Signed
                """);

    assertThat(Target.fill(directory, stream).run("cat-file", "commit", "main"))
        .endsWith(
            """
            encoding ISO-8859-1
            gpgsig -----BEGIN
            \s
             c2ln
             -----
            \s
            gpgsig-sha256 c2ln

            Signed
            """);
  }

  @Test
  void tagsOfTagsAreReadAsGitReadsThem() throws Exception {
    GitProgram git = GitProgram.init(directory.resolve("source"));
    git.commit("One");
    git.run("tag", "--annotate", "--message", "Inner", "inner");
    git.run("tag", "--annotate", "--message", "Outer", "outer", "inner");
    Path stream = git.export(directory.resolve("stream"), "--mark-tags");
    GitProgram expected = GitProgram.init(directory.resolve("expected"), "--bare");
    expected.feed(stream, "fast-import", "--quiet");

    GitProgram imported = Target.fill(directory, stream);

    assertThat(imported.refs()).isEqualTo(expected.refs()).contains("tag\trefs/tags/outer");
    assertThat(imported.run("cat-file", "tag", "outer")).contains("\ntype tag\n");
  }

  @Test
  void largeFilesAndManyDirectoriesPassThrough() throws Exception {
    String path = "d/".repeat(1000) + "f";
    String content = "0123456789abcdef\n".repeat(1 << 18);
    Path stream =
        Files.writeString(
            directory.resolve("stream"),
            """
            commit refs/heads/main
            committer Bo <bo@example.org> 1 +0000
            data 0
            M 100644 inline %s
            data %d
            %s\
            M 100644 inline last
            data 0
            """
                .formatted(path, content.length(), content));

    GitProgram imported = Target.fill(directory, stream);

    assertThat(imported.run("cat-file", "-s", "main:" + path)).isEqualTo(content.length() + "\n");
  }
}
