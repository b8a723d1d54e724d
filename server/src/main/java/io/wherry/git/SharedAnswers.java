package io.wherry.git;

import io.wherry.answer.AnswerCache;
import io.wherry.answer.AnswerKey;
import io.wherry.answer.AnswerUse;
import io.wherry.answer.BrokenAnswerException;
import io.wherry.http.Exchange;
import io.wherry.repository.GitRepositories;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jgit.errors.RepositoryNotFoundException;

/**
 * Answers what was granted from the answer to an equal request where there is one, and has it made
 * otherwise. An answer depends on the request and on the refs: what an object reaches never
 * changes.
 */
public final class SharedAnswers {
  private final GitRepositories repositories;
  private final AnswerCache cache;
  private final PackTurns turns;
  private final Executor executor;

  /** The executor sends long answers while they are being made. */
  public SharedAnswers(
      GitRepositories repositories, AnswerCache cache, PackTurns turns, Executor executor) {
    this.repositories = repositories;
    this.cache = cache;
    this.turns = turns;
    this.executor = executor;
  }

  private enum Outcome {
    /** The answer can be read. */
    STORED,
    /** The client has it already: a refusal. */
    SENT,
    /** There is none; it has to be made for this client alone. */
    MISSING
  }

  /**
   * Answers with a body of that media type.
   *
   * @param response of the exchange, or one that adds to it what is for this client only
   */
  void serve(Exchange exchange, WholeRequest request, HttpServletResponse response, String type)
      throws IOException, ServletException {
    Optional<AnswerUse> use = cache.holds(0) ? use(exchange, request) : Optional.empty();
    if (use.isEmpty()) {
      proceed(exchange, request, response);
      return;
    }
    try (AnswerUse answer = use.get()) {
      var sending = new Sending(answer, response, type);
      Outcome outcome = answer.isMine() ? make(exchange, request, sending) : await(answer);
      if (outcome == Outcome.STORED) {
        request.forget();
        sending.finish();
      } else if (outcome == Outcome.MISSING) {
        // Fails where a part of another answer has been sent: two halves make no whole.
        response.resetBuffer();
        proceed(exchange, request, response);
      }
    }
  }

  private Optional<AnswerUse> use(Exchange exchange, WholeRequest request) throws IOException {
    long project = project(exchange);
    String protocol = Optional.ofNullable(exchange.request().getHeader("Git-Protocol")).orElse("");
    String service = exchange.request().getMethod() + " " + exchange.grant().action();
    var key =
        new AnswerKey(
            project,
            repositories.refsVersion(project),
            AnswerRequest.digest(service, protocol, request.body()));
    long expected =
        request.isForPack() && !cache.has(key) ? repositories.growth(project).bytes() : 0;
    return cache.holds(expected) ? cache.use(key, expected) : Optional.empty();
  }

  private static Outcome await(AnswerUse answer) throws IOException {
    try {
      answer.awaitBeginning(CapturedResponse.LONG);
      return Outcome.STORED;
    } catch (BrokenAnswerException e) {
      return Outcome.MISSING;
    }
  }

  private Outcome make(Exchange exchange, WholeRequest request, Sending sending)
      throws IOException, ServletException {
    AnswerUse answer = sending.answer();
    boolean whole = false;
    boolean keep = false;
    try {
      var captured =
          new CapturedResponse(exchange.response(), answer.output(), () -> sending.begin(executor));
      capture(exchange, request, captured);
      whole = !captured.isRefused() && !captured.isLost();
      keep = whole && !captured.isSpoilt() && isStillSo(answer.key());
      return whole ? Outcome.STORED : captured.isRefused() ? Outcome.SENT : Outcome.MISSING;
    } finally {
      answer.end(whole, keep);
      if (!whole) {
        sending.abandon();
      }
    }
  }

  private void capture(Exchange exchange, WholeRequest request, CapturedResponse captured)
      throws IOException, ServletException {
    try {
      proceed(exchange, request, captured);
    } catch (IOException e) {
      // A full disk is no reason to refuse what needs none.
      if (!captured.isLost()) {
        throw e;
      }
    }
  }

  private void proceed(Exchange exchange, WholeRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (request.isForPack()) {
      try (PackTurns.Turn turn = turns.take(project(exchange))) {
        exchange.proceed(request, response);
      }
    } else {
      exchange.proceed(request, response);
    }
  }

  private static long project(Exchange exchange) {
    return exchange.grant().decision().project().id();
  }

  /** The refs may have changed before they were read. */
  private boolean isStillSo(AnswerKey key) throws IOException {
    try {
      return key.version().equals(repositories.refsVersion(key.holder()));
    } catch (RepositoryNotFoundException e) {
      // The project was deleted meanwhile; the answer is whole all the same.
      return false;
    }
  }
}
