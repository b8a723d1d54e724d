package io.wherry.e2e;

import java.nio.charset.StandardCharsets;

/** A history in the language of {@code git fast-import}. */
final class History {
  private static final String PERSON = "Ann <ann@example.com> 1750000000 +0200\n";
  private final StringBuilder stream = new StringBuilder();

  /** Two branches, one of them with a name beyond ASCII, and both kinds of tags. */
  static byte[] sample() {
    var history = new History();
    history.commit("main", "README.md", "in the oldest commit only\n");
    history.commit("main", "README.md", "# Harbour\n");
    history.commit("main", "übersicht/日本語 файл.txt", "ünïcödé\n");
    for (int i = 0; i < 20; i++) {
      history.commit("main", "src/part" + i + ".txt", ("line of part " + i + "\n").repeat(50));
    }
    history.branch("größe/naïve", "main");
    history.commit("größe/naïve", "extra.txt", "on a branch\n");
    history.tag("v1.0", "main");
    history.branchOrTag("refs/tags/light", "main");
    history.commit("main", "src/part0.txt", "changed after the tag\n");
    return history.bytes();
  }

  History commit(String branch, String path, String content) {
    stream.append("commit refs/heads/").append(branch).append("\ncommitter ").append(PERSON);
    data("change " + path + "\n");
    stream.append("M 100644 inline \"").append(path).append("\"\n");
    data(content);
    return this;
  }

  private void branch(String name, String from) {
    branchOrTag("refs/heads/" + name, from);
  }

  private void branchOrTag(String ref, String from) {
    stream.append("reset ").append(ref).append("\nfrom refs/heads/").append(from).append("\n\n");
  }

  private void tag(String name, String target) {
    stream.append("tag ").append(name).append("\nfrom refs/heads/").append(target);
    stream.append("\ntagger ").append(PERSON);
    data("release " + name + "\n");
  }

  private void data(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    stream.append("data ").append(length).append('\n').append(text).append('\n');
  }

  byte[] bytes() {
    return stream.toString().getBytes(StandardCharsets.UTF_8);
  }
}
