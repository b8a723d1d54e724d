package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.access.Access;
import io.wherry.access.Reason;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that fails half-way must not look whole. */
class BrokenAnswerTest {

  static List<Exception> failures() {
    return List.of(
        new IOException("the disk failed"),
        new ProblemException(Problem.BUSY, "the server is busy"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void clientSeesThatTheAnswerIsNotWhole(Exception failure) throws Exception {
    try (var server = start(failure)) {
      var url = URI.create("http://127.0.0.1:" + server.port() + "/half");
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest request = HttpRequest.newBuilder(url).build();
      assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  private static HttpServer start(Exception failure) throws IOException {
    var bounds = new HttpBounds(100, 0, 0, 0);
    var second = Duration.ofSeconds(1);
    var settings = new HttpSettings("127.0.0.1", 0, 8, second, second, bounds);
    Access nobodyAsks =
        (credentials, resource, action) -> {
          throw new AssertionError(action);
        };
    var router =
        new Router(
            List.of(new HalfAnswer(failure)),
            nobodyAsks,
            new Origins(List.of(), ""),
            new RequestLog());
    var server = new HttpServer(settings, () -> {});
    server.start(router, new HttpServlet() {});
    return server;
  }

  private static final class HalfAnswer implements Protocol {
    private final Exception failure;

    HalfAnswer(Exception failure) {
      this.failure = failure;
    }

    @Override
    public String name() {
      return "half";
    }

    @Override
    public List<Route> routes() {
      return List.of(Route.get("/half", new Requirement.Open("a test"), this::answerAndFail));
    }

    private void answerAndFail(Exchange exchange) throws IOException {
      exchange.response().getOutputStream().write(new byte[] {'a'});
      exchange.response().flushBuffer();
      if (failure instanceof IOException broken) {
        throw broken;
      }
      throw (ProblemException) failure;
    }

    @Override
    public Refusals refusals() {
      return new Refusals(
          Arrays.stream(Reason.values())
              .collect(
                  Collectors.toMap(Function.identity(), reason -> denied -> Answer.empty(404))));
    }

    @Override
    public Problems problems() {
      return Problems.TEXT;
    }
  }
}
