package io.wherry.http;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.access.Credentials;
import io.wherry.access.Proof;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsReaderTest {

  @ParameterizedTest
  @CsvSource({
    "user:secret,       user, secret",
    "user:sec:re:t,     user, sec:re:t",
    ":secret,           '',   secret",
    "user:,             user, ''",
    "us\u00e9r:s\u00e9c, us\u00e9r, s\u00e9c",
    "'user: secret ',   user, ' secret '",
  })
  void aBasicPairIsSplitAtItsFirstColon(String pair, String username, String secret) {
    for (String scheme : List.of("Basic ", "basic ", "BASIC  ")) {
      Proof proof = read("", Map.of("Authorization", List.of(scheme + encode(pair)))).proof();
      assertThat(proof).isInstanceOf(Proof.Pair.class);
      assertThat(((Proof.Pair) proof).username()).isEqualTo(username);
      assertThat(((Proof.Pair) proof).secret().reveal()).isEqualTo(secret);
    }
  }

  @Test
  void whatWasReadPrintsItselfWithoutTheSecret() {
    var credentials = read("", Map.of("Authorization", List.of("Basic " + encode("user:c4n4ry"))));
    assertThat(credentials.toString()).contains("user", "192.0.2.7").doesNotContain("c4n4ry");
  }

  @Test
  void nothingPresentedIsNothing() {
    assertThat(read("service=git-upload-pack", Map.of()).proof()).isEqualTo(new Proof.None());
  }

  /** Presented and no proof: never taken for somebody who presented nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic dXNlcg==",
        "Basic dXNlcjpzZWNyZXQ=x",
        "Basicx",
        "Bearer",
        "Bearer-gldt-abc",
        "Digest username=\"x\"",
        "Negotiate YII=",
        "dXNlcjpzZWNyZXQ=",
      })
  void anyOtherHeaderIsPresentedAndNoProof(String value) {
    assertThat(read("", Map.of("Authorization", List.of(value))).proof())
        .isEqualTo(new Proof.Unreadable());
  }

  @Test
  void twoHeadersAreNoProofWhateverTheySay() {
    String header = "Basic " + encode("user:secret");
    assertThat(read("", Map.of("Authorization", List.of(header, header))).proof())
        .isEqualTo(new Proof.Unreadable());
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer gldt-abc",
    "Authorization, bearer  gldt-abc",
    "Private-Token, gldt-abc",
    "Deploy-Token,  gldt-abc",
  })
  void aSecretMayComeAlone(String header, String value) {
    Proof proof = read("", Map.of(header, List.of(value))).proof();
    assertThat(proof).isInstanceOf(Proof.Bare.class);
    assertThat(((Proof.Bare) proof).secret().reveal()).isEqualTo("gldt-abc");
    assertThat(proof.toString()).doesNotContain("abc");
  }

  /** Of two, even of the same, one proxy would believe the first and another the last. */
  @ParameterizedTest
  @CsvSource({
    "Authorization, Private-Token",
    "Authorization, Deploy-Token",
    "Private-Token, Deploy-Token",
    "Private-Token, Job-Token",
  })
  void moreThanOneCredentialIsNoProof(String one, String other) {
    var headers =
        Map.of(
            one, List.of(one.equals("Authorization") ? "Bearer glpat-abc" : "glpat-abc"),
            other, List.of("glpat-abc"));
    assertThat(read("", headers).proof()).isEqualTo(new Proof.Unreadable());
    assertThat(read("", Map.of(other, List.of("glpat-abc", "glpat-abc"))).proof())
        .isEqualTo(new Proof.Unreadable());
  }

  @Test
  void aJobTokenIsNoProofHere() {
    assertThat(read("", Map.of("Job-Token", List.of("glcbt-abc"))).proof())
        .isEqualTo(new Proof.Unreadable());
  }

  @Test
  void theUserAgentIsKeptForTheAudit() {
    assertThat(read("", Map.of("User-Agent", List.of("git/2.47"))).userAgent())
        .isEqualTo("git/2.47");
    assertThat(read("", Map.of()).userAgent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private_token=c4n4ry",
        "a=1&access_token=c4n4ry",
        "TOKEN=c4n4ry",
        "token",
        "deploy%5Ftoken=c4n4ry",
        "job_token=c4n4ry&b=2",
        "bearer_token=",
        "p%61ssword=c4n4ry",
        "service=git-upload-pack&private_token=c4n4ry",
        "oauth_token=c4n4ry",
        "private-token=c4n4ry",
        "key=glpat-c4n4ry",
        "a=1&x=gldt%2Dc4n4ryc4n4ryc4n4ryc4",
        "gldt-c4n4ryc4n4ryc4n4ry12",
      })
  void badInput33ASecretInTheQueryIsRefusedWithoutRepeatingIt(String query) {
    var valid = Map.of("Authorization", List.of("Basic " + encode("user:secret")));
    assertStops(INVALID, () -> read(query, valid)).doesNotContain("c4n4ry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokens=1",
        "x=token",
        "private=token",
        "service=git-upload-pack&a",
        "search=100%",
        "search=a%2"
      })
  void otherQueriesPass(String query) {
    assertThat(read(query, Map.of()).proof()).isEqualTo(new Proof.None());
  }

  private static String encode(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Credentials read(String query, Map<String, List<String>> headers) {
    return CredentialsReader.read(request(query, headers), "192.0.2.7");
  }

  /** A request of which nothing but query, headers and address can be asked. */
  private static HttpServletRequest request(String query, Map<String, List<String>> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            CredentialsReaderTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getQueryString" -> query;
                  case "getHeaders" ->
                      Collections.enumeration(
                          headers.getOrDefault((String) arguments[0], List.of()));
                  case "getHeader" ->
                      headers.getOrDefault((String) arguments[0], List.of()).stream()
                          .findFirst()
                          .orElse(null);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
