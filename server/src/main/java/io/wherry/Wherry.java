package io.wherry;

import io.wherry.access.Access;
import io.wherry.access.AccessPolicy;
import io.wherry.access.Authenticator;
import io.wherry.access.NotedAccess;
import io.wherry.git.GitBackend;
import io.wherry.git.GitProtocol;
import io.wherry.git.SharedAnswers;
import io.wherry.http.HttpServer;
import io.wherry.http.Protocol;
import io.wherry.http.RequestLog;
import io.wherry.http.Router;
import io.wherry.repository.Upkeep;
import io.wherry.store.disk.DataDirectory;
import io.wherry.token.LastUses;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
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
      closing.add(directory.lockForServer());
      var instance = closing.add(Instance.openForServer(directory, config, environment));
      FirstStart.prepare(instance, environment.variables());
      var answers = instance.answers(config.answerCacheBytes());
      var senders = senders();
      closing.add(senders::shutdownNow);
      var uses = new LastUses();
      closing.add(new UseWriter(uses, instance.tokens())).start();
      var router =
          new Router(
              protocols(
                  instance, new SharedAnswers(instance.repositories(), answers, senders), config),
              access(instance, config, uses, environment.clock()),
              new RequestLog());
      var upkeep = new Upkeep(instance.repositories(), config.packs());
      var jobs = closing.add(instance.jobs(upkeep, environment.clock()));
      jobs.start();
      Upkeep.Queue afterPush =
          project -> {
            answers.forget(project);
            jobs.soon(project);
          };
      var git = GitBackend.servlet(instance.repositories(), config.git(), upkeep, afterPush);
      var server = closing.add(new HttpServer(config.http(), router, git));
      server.start();
      return new Wherry(config, instance, server, closing.handOn());
    }
  }

  private static List<Protocol> protocols(Instance instance, SharedAnswers answers, Config config) {
    return List.of(new GitProtocol(instance.repositories(), config.git(), answers, config.realm()));
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

  private static Access access(Instance instance, Config config, LastUses uses, Clock clock) {
    var authenticator =
        new Authenticator(instance.tokens(), instance.accounts(), instance.key(), clock);
    var policy = new AccessPolicy(authenticator, instance.namespaces(), config.access());
    return new NotedAccess(policy, uses, clock);
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
