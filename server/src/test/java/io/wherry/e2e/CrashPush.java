package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A push that may be cut off: what is to be on the server before it and after it, each as ids by
 * the names of refs.
 *
 * @param command of Git, without the URL
 */
record CrashPush(
    Kind kind, List<String> command, Map<String, String> before, Map<String, String> after) {

  /** What is pushed. */
  enum Kind {
    SMALL_COMMIT,
    SEVERAL_MEGABYTES,
    NEW_BRANCH,
    FORCED_UPDATE,
    DELETION,
    SEVERAL_REFS,
    ATOMIC
  }

  private static final String MAIN = "refs/heads/main";
  private static final String FORCED = "refs/heads/forced";
  private static final String DELETED = "refs/heads/passing/by";

  /** The next one of an author who works on main; every kind changes something each time. */
  static CrashPush next(Client author, Kind kind, int round, Map<String, String> before)
      throws IOException {
    var plan = new Plan(author, round, before);
    switch (kind) {
      case SMALL_COMMIT -> plan.update(MAIN, author.commit("small.txt", round + "\n"));
      case SEVERAL_MEGABYTES -> plan.update(MAIN, commitMegabytes(author, round));
      case NEW_BRANCH -> plan.update("refs/heads/new/" + round, plan.sideCommit("new"));
      case FORCED_UPDATE -> plan.update(FORCED, plan.sideCommit("forced"));
      case DELETION -> plan.deleteOrCreate(DELETED);
      case SEVERAL_REFS -> plan.updateSeveral("several");
      case ATOMIC -> {
        plan.updateSeveral("atomic");
        plan.deleteOrCreate(DELETED);
      }
    }
    return plan.push(kind);
  }

  private static String commitMegabytes(Client author, int round) throws IOException {
    var random = new Random(round);
    var bytes = new byte[(2 << 20) + random.nextInt(3 << 20)];
    random.nextBytes(bytes);
    Files.write(author.file("large.bin"), bytes);
    author.git("add", "large.bin");
    return author.commit("small.txt", "large " + round + "\n");
  }

  List<String> commandTo(String url) {
    var all = new ArrayList<>(command);
    all.add(all.indexOf("--") + 1, url);
    return all;
  }

  /** What is acknowledged is there; what is not is there, or what was before. */
  void assertKept(Outcome outcome, Map<String, String> now) {
    String what = kind + ", push " + outcome + "\nbefore " + before + "\nwanted " + after;
    if (outcome.code() == 0) {
      assertThat(now).as(what).isEqualTo(after);
    } else if (kind == Kind.ATOMIC) {
      assertThat(now).as(what).isIn(before, after);
    } else {
      var names = new TreeMap<>(before);
      names.putAll(after);
      names.putAll(now);
      for (String name : names.keySet()) {
        assertThat(now.getOrDefault(name, ""))
            .as("%s, %s", name, what)
            .isIn(before.getOrDefault(name, ""), after.getOrDefault(name, ""));
      }
    }
  }

  /** A push while it is put together. */
  private static final class Plan {
    private final Client author;
    private final int round;
    private final Map<String, String> before;
    private final Map<String, String> after;
    private final List<String> refspecs = new ArrayList<>();

    Plan(Client author, int round, Map<String, String> before) {
      this.author = author;
      this.round = round;
      this.before = before;
      this.after = new TreeMap<>(before);
    }

    void update(String ref, String id) {
      after.put(ref, id);
      refspecs.add("+" + id + ":" + ref);
    }

    void updateSeveral(String name) throws IOException {
      update(MAIN, author.commit("small.txt", name + " " + round + "\n"));
      update(FORCED, sideCommit(name));
      update("refs/heads/" + name + "/" + round, sideCommit(name + " new"));
      update("refs/tags/" + name + "-" + round, author.git("rev-parse", "HEAD"));
    }

    void deleteOrCreate(String ref) throws IOException {
      if (before.containsKey(ref)) {
        after.remove(ref);
        refspecs.add(":" + ref);
      } else {
        update(ref, sideCommit("to be deleted"));
      }
    }

    /** On nobody's branch. */
    String sideCommit(String message) throws IOException {
      return author.git("commit-tree", "-p", "HEAD", "-m", message + " " + round, "HEAD^{tree}");
    }

    CrashPush push(Kind kind) {
      var command = new ArrayList<>(List.of("push", "--quiet"));
      if (kind == Kind.ATOMIC) {
        command.add("--atomic");
      }
      command.add("--");
      command.addAll(refspecs);
      return new CrashPush(kind, command, before, after);
    }
  }
}
