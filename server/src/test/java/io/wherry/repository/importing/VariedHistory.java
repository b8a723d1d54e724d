package io.wherry.repository.importing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A repository that has about everything that Git can hold, made by the real git. */
final class VariedHistory {
  static final String SUBMODULE = "0123456789abcdef0123456789abcdef01234567";

  private static final String SIGNED =
      """
      Signed

      -----BEGIN PGP SIGNATURE-----

      bm90IGEgc2lnbmF0dXJl
      -----END PGP SIGNATURE-----
      """;

  private final GitProgram git;

  private VariedHistory(GitProgram git) {
    this.git = git;
  }

  static GitProgram in(Path directory) throws Exception {
    GitProgram git = GitProgram.init(directory);
    var history = new VariedHistory(git);
    history.files();
    history.oddNames();
    history.changes();
    history.merges();
    history.messages();
    history.orphan();
    history.tags();
    git.run("checkout", "--quiet", "main");
    return git;
  }

  private void files() throws Exception {
    git.write("README", "hello\n");
    git.write("empty", "");
    git.write("no-line-end", "data 5\nblob");
    git.write("src/deep/er/a.txt", "a\n".repeat(40));
    git.write("src/deep/b.txt", "b\n");
    git.write("src-1", "sorts before the directory\n");
    git.write("src.txt", "so does this\n");
    git.write("gone/away/c.txt", "c\n");
    git.write("large.bin", "\0\1\2 more than one buffer\n".repeat(20_000));
    git.write("run.sh", "#!/bin/sh\necho run\n");
    Files.createSymbolicLink(git.directory().resolve("link"), Path.of("src/deep"));
    git.commit("Begin");
    git.directory().resolve("run.sh").toFile().setExecutable(true);
    Files.createDirectories(git.directory().resolve("modules/charts"));
    git.run("update-index", "--add", "--cacheinfo", "160000," + SUBMODULE + ",modules/charts");
    git.commit("Add a submodule and make run.sh executable");
  }

  private void oddNames() throws Exception {
    git.write("Überfahrt/日本 🚢.md", "names\n");
    git.write("with space/ two  spaces", "names\n");
    git.write("\"quoted\" \\back\\slash\ttab\nline", "names\n");
    git.write("-dash", "names\n");
    git.commit("Add odd names – fährt");
    Path names = Files.createTempFile("names", ".txt");
    String blob = git.run("rev-parse", "HEAD:README").strip();
    String line = "100644 %s\t\u00ff\u00fe not utf-8\n".formatted(blob);
    Files.write(names, line.getBytes(StandardCharsets.ISO_8859_1));
    git.feed(names, "update-index", "--index-info");
    Files.delete(names);
    git.run("commit", "--quiet", "--message", "Add a name that is not UTF-8");
    git.run("reset", "--quiet", "--hard");
  }

  private void changes() throws Exception {
    git.run("mv", "src/deep/er/a.txt", "moved ä.txt");
    git.run("mv", "src/deep/b.txt", "src/b.txt");
    git.commit("Move files");
    git.run("rm", "-r", "--quiet", "gone");
    git.commit("Delete a directory");
    git.run("rm", "--quiet", "src-1");
    git.write("src-1/file", "a directory where a file was\n");
    git.run("rm", "-r", "--quiet", "Überfahrt");
    git.write("Überfahrt", "a file where a directory was\n");
    git.commit("Swap a file and a directory");
    git.write("copy.txt", "a\n".repeat(40));
    git.write("moved ä.txt", "a\n".repeat(39) + "b\n");
    git.commit("Copy a file");
    git.commit("Change nothing");
  }

  private void merges() throws Exception {
    for (String topic : new String[] {"one", "two", "topic/three"}) {
      git.run("checkout", "--quiet", "-b", topic, "main");
      git.write("topics/" + topic, topic + "\n");
      git.commit("Work on " + topic);
    }
    git.run("checkout", "--quiet", "main");
    git.run("merge", "--quiet", "--no-ff", "--message", "Merge one", "one");
    git.run("merge", "--quiet", "--message", "Octopus", "two", "topic/three");
    git.run("checkout", "--quiet", "-b", "later", "main~1");
    git.write("later", "later\n");
    git.commit("Go on from before");
    git.run("checkout", "--quiet", "main");
  }

  private void messages() throws Exception {
    byte[] latin1 = "Fähre über den Öresund\n".getBytes(StandardCharsets.ISO_8859_1);
    commitMessage(latin1, "-c", "i18n.commitEncoding=ISO-8859-1");
    commitMessage("no line end".getBytes(StandardCharsets.UTF_8));
    commitMessage("\n\n  indented\n\n\n".getBytes(StandardCharsets.UTF_8));
    commitMessage(new byte[0]);
  }

  private void commitMessage(byte[] message, String... options) throws Exception {
    Path file = Files.createTempFile("message", ".txt");
    Files.write(file, message);
    git.feed(
        file,
        GitProgram.join(
            List.of(options),
            "commit",
            "--quiet",
            "--allow-empty",
            "--allow-empty-message",
            "--cleanup=verbatim",
            "--file=-"));
    Files.delete(file);
  }

  private void orphan() throws Exception {
    git.run("checkout", "--quiet", "--orphan", "pages");
    git.run("rm", "-r", "--quiet", "--force", ".");
    git.commit("Start again without files");
    git.write("index.html", "<p>pages</p>\n");
    git.commit("Publish");
    git.run("checkout", "--quiet", "--force", "main");
  }

  private void tags() throws Exception {
    git.run("tag", "light", "main~2");
    git.run("tag", "--annotate", "--message", "Version 1 – Überfahrt", "v1.0", "main~1");
    git.run("tag", "--annotate", "--message", SIGNED, "release/signed", "main");
    git.run("notes", "add", "--message", "checked by the harbour master", "main");
    git.run("update-ref", "refs/remotes/origin/main", "main");
  }
}
