package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Visibility;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are no HTTP, or that a proxy in front would read otherwise. */
class BadMessageTest {
  private static final String REFS = "/info/refs?service=git-upload-pack";
  private static final String HOST = "Host: x\r\n";
  private static final String TYPE = "Content-Type: application/x-git-upload-pack-request\r\n";
  private static final String POST = "POST /acme/open.git/git-upload-pack HTTP/1.1\r\n";

  /** What an attacker would hide inside another request. */
  private static final String HIDDEN =
      "GET /acme/open.git" + REFS + " HTTP/1.1\r\n" + HOST + "\r\n";

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    server.project("acme/open", Visibility.PUBLIC);
    server.project("acme/secret");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://elsewhere.example",
        "http://user:secret@127.0.0.1",
        "http://x@y@z",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:-1",
        "http://[::1",
        "http://",
        "https://elsewhere.example",
        "ftp://elsewhere.example",
        "file://",
        "http:",
        "http:/",
        "//elsewhere.example"
      })
  void badInput22_targetWithAnAuthorityOpensNothingItShouldNot(String authority) throws Exception {
    List<RawAnswer> answers =
        RawHttp.answers(server, "GET " + authority + "/acme/secret.git" + REFS + rest(""));

    assertThat(answers).hasSizeLessThanOrEqualTo(1);
    for (RawAnswer answer : answers) {
      assertThat(answer.status()).isIn(400, 401, 404, 421);
      assertThat(answer.head()).doesNotContain("elsewhere");
      Discretion.assertTellsNothing(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: a\r\nHost: b\r\n",
        "Host: a b\r\n",
        "Host: a:b:c\r\n",
        "Host: user@x\r\n",
        "Host: x/y\r\n",
        "Host: x:70000\r\n",
        ""
      })
  void badInput22_oddHostIsRefused(String host) throws Exception {
    RawAnswer answer =
        RawHttp.answer(server, "GET /acme/open.git" + REFS + " HTTP/1.1\r\n" + host + "\r\n");

    assertThat(answer.status()).isEqualTo(400);
    Discretion.assertTellsNothing(answer);
  }

  static Stream<Arguments> smuggling() {
    return Stream.of(lengths(), encodings(), chunks(), headers()).flatMap(cases -> cases);
  }

  private static Stream<Arguments> lengths() {
    return Stream.of(
        framing("sign in the length", "Content-Length: +5\r\n", "00000"),
        framing("negative length", "Content-Length: -5\r\n", "00000"),
        framing("hexadecimal length", "Content-Length: 0x5\r\n", "00000"),
        framing("length with a blank inside", "Content-Length: 4 4\r\n", "0000"),
        framing("length with a fraction", "Content-Length: 4.0\r\n", "0000"),
        framing("empty length", "Content-Length:\r\n", "0000"),
        framing("very large length", "Content-Length: 99999999999999999999\r\n", "0000"),
        framing("list of lengths", "Content-Length: 4, 4\r\n", "0000"),
        framing("two lengths", "Content-Length: 4\r\nContent-Length: 0\r\n", "0000"),
        framing(
            "two lengths, one in small letters",
            "Content-Length: 4\r\ncontent-length: 60\r\n",
            "0000"));
  }

  private static Stream<Arguments> encodings() {
    return Stream.of(
        framing(
            "length and chunks",
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            "0\r\n\r\n"),
        framing(
            "chunks and length",
            "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
            "0\r\n\r\n"),
        framing(
            "small letters", "transfer-encoding: chunked\r\ncontent-length: 4\r\n", "0\r\n\r\n"),
        framing("folded encoding", "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"),
        framing("other encoding", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
        framing("encoding after chunks", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"),
        framing("chunks twice", "Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"),
        framing(
            "two encodings",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n",
            "0\r\n\r\n"));
  }

  private static Stream<Arguments> chunks() {
    return Stream.of(
        framing("sign in a chunk", "Transfer-Encoding: chunked\r\n", "+4\r\n0000\r\n0\r\n\r\n"),
        framing(
            "hexadecimal prefix in a chunk",
            "Transfer-Encoding: chunked\r\n",
            "0x4\r\n0000\r\n0\r\n\r\n"),
        framing(
            "chunk that is too large",
            "Transfer-Encoding: chunked\r\n",
            "fffffffffffffffff\r\n0000\r\n0\r\n\r\n"),
        framing("no chunk", "Transfer-Encoding: chunked\r\n", "xyz\r\n0000\r\n0\r\n\r\n"),
        framing(
            "chunk longer than it says",
            "Transfer-Encoding: chunked\r\n",
            "2\r\n0000\r\n0\r\n\r\n"));
  }

  private static Stream<Arguments> headers() {
    return Stream.of(
        framing("blank before the colon", "Content-Length : 4\r\n", "0000"),
        framing("blank before the other colon", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
        framing("folded header", "Content-Length:\r\n 4\r\n", "0000"),
        framing("line feed in a header", "X: a\nContent-Length: 4\r\n", "0000"),
        framing("carriage return in a header", "X: a\rContent-Length: 4\r\n", "0000"),
        framing("null in a header", "X: a\0b\r\nContent-Length: 4\r\n", "0000"),
        framing("header without a colon", "Content-Length 4\r\n", "0000"),
        framing("header without a name", ": 4\r\n", "0000"),
        framing("blank line first", " \r\nContent-Length: 4\r\n", "0000"));
  }

  private static Arguments framing(String name, String headers, String body) {
    return Arguments.of(name, headers, body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smuggling")
  void badInput23_ambiguousLengthIsRefusedAndNothingBehindItRead(
      String name, String headers, String body) throws Exception {
    List<RawAnswer> answers =
        RawHttp.answers(server, POST + HOST + TYPE + headers + "\r\n" + body + HIDDEN);

    assertThat(answers).as(name).hasSizeLessThanOrEqualTo(1);
    for (RawAnswer answer : answers) {
      assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
      Discretion.assertTellsNothing(answer);
    }
  }

  @Test
  void badInput23_badChunkExtensionHidesNothing() throws Exception {
    for (String extension : new String[] {";a=\"\n", ";\n", ";a\0b", ";a=\r"}) {
      String body = "4" + extension + "\r\n0000\r\n0\r\n\r\n" + HIDDEN;
      List<RawAnswer> answers =
          RawHttp.answers(server, POST + HOST + TYPE + "Transfer-Encoding: chunked\r\n\r\n" + body);

      assertThat(answers).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void requestsOneAfterTheOtherAreAnsweredOneAfterTheOther() throws Exception {
    List<RawAnswer> answers = RawHttp.answers(server, HIDDEN + HIDDEN + HIDDEN);

    assertThat(answers).extracting(RawAnswer::status).containsExactly(200, 200, 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/0.9\r\n\r\n",
        "GET / HTTP/3.0\r\n\r\n",
        "GET / FTP/1.1\r\n\r\n",
        "GET\r\n\r\n",
        "nonsense\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
        "G\u00e4T / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void whatIsNotHttpIsRefusedWithoutAWordAboutTheServer(String request) throws Exception {
    List<RawAnswer> answers = RawHttp.answers(server, request);

    assertThat(answers).hasSizeLessThanOrEqualTo(1);
    for (RawAnswer answer : answers) {
      assertThat(answer.status()).isIn(400, 404, 405, 426, 501, 505);
      Discretion.assertTellsNothing(answer);
    }
  }

  @Test
  void hugeHeadersAreRefused() throws Exception {
    for (String header :
        new String[] {
          "X: " + "a".repeat(20_000),
          "a".repeat(20_000) + ": x",
          "Authorization: Basic " + "a".repeat(20_000),
          "X: y\r\n".repeat(5_000) + "X: y"
        }) {
      RawAnswer answer =
          RawHttp.answer(server, "GET /acme/open.git" + REFS + rest(header + "\r\n"));

      assertThat(answer.status()).isIn(400, 431);
      Discretion.assertTellsNothing(answer);
    }
  }

  private static String rest(String headers) {
    return " HTTP/1.1\r\n" + HOST + headers + "Connection: close\r\n\r\n";
  }
}
