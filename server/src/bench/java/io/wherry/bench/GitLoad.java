package io.wherry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Real Git, one command at a time; its own time is the same on both sides. */
final class GitLoad implements Load {
  /** As one body whose length is known: lighttpd hands nothing else to a program as it comes. */
  private static final String WHOLE = "http.postBuffer=2000m";

  private static final String ALL_BRANCHES = "refs/heads/*:refs/heads/*";
  private static final String ALL_TAGS = "refs/tags/*:refs/tags/*";

  private final Step step;
  private final Step warmUp;
  private final Runnable end;
  private int done;
  private int warmed;

  private GitLoad(Step step, Step warmUp, Runnable end) {
    this.step = step;
    this.warmUp = warmUp;
    this.end = end;
  }

  /** Fetches what is all there already; before, another client asks for the same faster. */
  static GitLoad fetch(Clients clients, String url, Load faster) throws IOException {
    Path client = clients.complete();
    return new GitLoad(
        number -> clients.git(client, "fetch", "--quiet", url, Clients.ALL_BRANCHES),
        number -> faster.once(),
        faster::close);
  }

  /** Pushes a commit to a new branch; before it is measured, to another repository. */
  static GitLoad pushCommit(Clients clients, Clients other, List<String> urls) throws IOException {
    return new GitLoad(commits(clients, urls.get(0)), commits(other, urls.get(1)), () -> {});
  }

  private static Step commits(Clients clients, String url) throws IOException {
    Path client = clients.complete();
    List<String> commits = clients.commits();
    return number -> {
      String commit = commits.get(number % commits.size());
      clients.git(client, "push", "--quiet", url, commit + ":refs/heads/pushed/" + number);
    };
  }

  /** Pushes all branches and tags into an empty repository; before, others into others. */
  static GitLoad pushAll(Clients clients, Clients other, List<String> urls) throws IOException {
    Path client = clients.complete();
    Path smaller = other.complete();
    List<String> others = urls.subList(1, urls.size());
    return new GitLoad(
        number -> pushAll(clients, client, urls.get(0)),
        number -> pushAll(other, smaller, others.get(number % others.size())),
        () -> {});
  }

  private static void pushAll(Clients clients, Path client, String url) throws IOException {
    clients.git(client, "-c", WHOLE, "push", "--quiet", url, ALL_BRANCHES, ALL_TAGS);
  }

  @Override
  public long once() throws IOException {
    step.run(done++);
    return 0;
  }

  @Override
  public void warmUp() throws IOException {
    warmUp.run(warmed++);
  }

  @Override
  public int operations() {
    return 1;
  }

  @Override
  public void close() {
    end.run();
  }

  private interface Step {
    void run(int number) throws IOException;
  }
}
