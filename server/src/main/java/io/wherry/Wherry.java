package io.wherry;

import io.wherry.access.Access;
import io.wherry.access.AccessPolicy;
import io.wherry.access.Authenticator;
import io.wherry.access.Guesses;
import io.wherry.access.NotedAccess;
import io.wherry.access.Notes;
import io.wherry.access.Passwords;
import io.wherry.access.PeoplesAccess;
import io.wherry.answer.AnswerCache;
import io.wherry.git.GitBackend;
import io.wherry.git.GitProtocol;
import io.wherry.git.PackTurns;
import io.wherry.git.SharedAnswers;
import io.wherry.http.HttpServer;
import io.wherry.http.HttpSettings;
import io.wherry.http.Protocol;
import io.wherry.http.RequestLog;
import io.wherry.http.Router;
import io.wherry.repository.ProjectDesk;
import io.wherry.repository.Upkeep;
import io.wherry.store.disk.DataDirectory;
import io.wherry.store.disk.ServerLock;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The running server: start it, ask for its URL, close it. The end-to-end tests start the same
 * object that {@code serve} starts.
 */
final class Wherry implements AutoCloseable {
  private final Config config;
  private final Instance instance;
  private final HttpServer server;
  private final Closing closing;

  private Wherry(Config config, Instance instance, HttpServer server, Closing closing) {
    this.config = config;
    this.instance = instance;
    this.server = server;
    this.closing = closing;
  }

  /**
   * Opens the data directory, creating what is missing, and accepts requests when it returns.
   * Throws a {@link io.wherry.problem.ProblemException} where another server runs on the directory.
   */
  static Wherry start(DataDirectory directory, Config config, Environment environment)
      throws IOException {
    try (var closing = new Closing()) {
      ServerLock lock = closing.add(directory.lockForServer());
      CompletableFuture<HttpServer> http = http(config.http(), lock);
      var instance =
          closing.add(Instance.openForServer(directory, lock.wasHeld(), config, environment));
      FirstStart.prepare(instance, environment.variables());
      var answers = instance.answers(config.answerCacheBytes());
      var senders = senders();
      closing.add(senders::shutdownNow);
      var notes = new Notes();
      closing
          .add(new UseWriter(notes, instance, environment.clock(), config.auditGitDays()))
          .start();
      var upkeep = new Upkeep(instance.repositories(), config.packs());
      var jobs = closing.add(instance.jobs(upkeep, environment.clock(), lock::leaveHeld));
      jobs.start();
      var projects = instance.projectDesk(forgetting(answers, jobs));
      var turns = new PackTurns(instance.repositories(), upkeep, config.git().packPatience());
      var shared = new SharedAnswers(instance.repositories(), answers, turns, senders);
      var router =
          new Router(
              protocols(instance, projects, shared, config),
              new NotedAccess(
                  access(instance, config, environment.clock()), notes, environment.clock()),
              config.origins(),
              new RequestLog());
      Upkeep.Queue afterPush =
          project -> {
            answers.forget(project);
            jobs.soon(project);
          };
      var git = GitBackend.servlet(instance.repositories(), config.git(), upkeep, afterPush);
      var server = closing.add(http.join());
      server.start(router, git);
      return new Wherry(config, instance, server, closing.handOn());
    }
  }

  /** Made in another thread, beside the data, which take as long to be opened. */
  private static CompletableFuture<HttpServer> http(HttpSettings settings, ServerLock lock) {
    return CompletableFuture.supplyAsync(() -> new HttpServer(settings, lock::leaveHeld));
  }

  /** What was kept of a deleted project for the next who would ask goes first. */
  private static ProjectDesk.Removal forgetting(AnswerCache answers, ProjectDesk.Removal removal) {
    return project -> {
      answers.forget(project);
      removal.remove(project);
    };
  }

  static List<Protocol> protocols(
      Instance instance, ProjectDesk projects, SharedAnswers answers, Config config) {
    var protocols = new ArrayList<Protocol>();
    protocols.add(
        new GitProtocol(instance.repositories(), projects, config.git(), answers, config.realm()));
    protocols.addAll(Api.protocols(instance, projects));
    return protocols;
  }

  /** Threads as they are needed: how many is bounded by those that take requests. */
  private static ExecutorService senders() {
    return Executors.newCachedThreadPool(
        task -> {
          var thread = new Thread(task, "sender");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static Access access(Instance instance, Config config, Clock clock) {
    int passwordsAtOnce = Runtime.getRuntime().availableProcessors();
    var passwords = new Passwords(instance.accounts(), new Guesses(clock), passwordsAtOnce);
    var authenticator =
        new Authenticator(
            instance.tokens(),
            instance.personalTokens(),
            passwords,
            instance.key(),
            clock,
            config.access());
    var people = new PeoplesAccess(instance.memberships());
    return new AccessPolicy(authenticator, instance.namespaces(), people, config.access());
  }

  /** Where it accepts requests, such as {@code http://127.0.0.1:8080}. */
  String listenUrl() {
    return config.listenUrl(server.port());
  }

  /** Where clients reach it. */
  String url() {
    return config.url(server.port());
  }

  Instance instance() {
    return instance;
  }

  /** Lets running requests end, within the time set, and writes what was not yet written. */
  @Override
  public void close() throws IOException {
    closing.close();
  }
}
