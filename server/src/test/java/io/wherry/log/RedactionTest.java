package io.wherry.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  /** Stands for the secret in the lines below. */
  private static final String CANARY = "c4n4ry";

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Tokens, as they are and escaped.
        "gldt-c4n4ry_789-1234567890",
        "glpat-c4n4ry_789-1234567890",
        "/x/gldt-c4n4ryAbcdefghijklmn/y",
        "acme-gldt-c4n4ryAbcdefghijklmn",
        "gldt%2Dc4n4ry%5F789%2D1234567890",
        "gldt%252dc4n4ry%255f789abcdefghi",
        "gldt\\-c4n4ry_789\\-1234567890",
        "gldt-abcdef\\-\\_c4n4ry",
        // User information of URLs.
        "fatal: could not read from http://user:c4n4ry@127.0.0.1:8080/acme/app.git",
        "http://c4n4ry@host/x",
        "https://user:p%40ss-c4n4ry@host",
        "https://user:first@c4n4ry@host/acme",
        "https://u@c4n4ry:x@host/acme?x=1",
        "https://user:c4n4ry&x=1@host/",
        // Headers.
        "Authorization: Basic c4n4ry=",
        "authorization:bearer   c4n4ry",
        "Authorization: token c4n4ry",
        "Authorization=[Basic c4n4ry]",
        "Proxy-Authorization: Basic c4n4ry",
        "Deploy-Token: c4n4ry",
        "PRIVATE-TOKEN: c4n4ry",
        "Job-Token:c4n4ry",
        "X-NuGet-ApiKey: c4n4ry",
        "Cookie: session=1; other=c4n4ry",
        "Set-Cookie: session=c4n4ry; Path=/",
        // Parameters.
        "/a?private_token=c4n4ry&x=1",
        "/a?x=1&access_token=c4n4ry",
        "/a?bearer_token=c4n4ry",
        "/a?token=c4n4ry",
        "/a?password=first,c4n4ry;c4n4ry",
        "WHERRY_ROOT_PASSWORD=c4n4ry",
        "{\"password\": \"c4n4ry\", \"token\":\"c4n4ry\"}",
      })
  void secretsAreTakenOut(String line) {
    assertThat(Redaction.of("before " + line + " after"))
        .doesNotContain(CANARY)
        .contains("[secret]")
        .startsWith("before ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /acme/app.git/info/refs 401 token#7 EXPIRED 3ms 0b5e1b8e-7a35-4c5e-9d2c-0d5a7c6f1c11",
        "Wherry is ready at http://127.0.0.1:8080",
        "wherry: there is no deploy token 7",
        "see https://example.org/a@b/c?mail=me@example.org#d@e",
        "git@example.org:acme/app.git",
        "gldt-short and gladly-hyphenated-words-of-any-length",
        "tokens are revoked; passwords are hashed; cookies are not used",
        "the username and token are wrong, expired or revoked",
        "TokenSecret[\u2026]",
        "caf\u00e9 \ud83d\udea2",
      })
  void ordinaryTextIsLeftAlone(String line) {
    assertThat(Redaction.of(line)).isEqualTo(line);
  }

  /** The user information and the place behind it are told apart. */
  @Test
  void whatIsNoSecretIsStillToldAroundOne() {
    assertThat(Redaction.of("GET http://u:p@host:1/acme?token=x&page=2 failed"))
        .isEqualTo("GET http://[secret]@host:1/acme?token=[secret]&page=2 failed");
    assertThat(Redaction.of("Authorization: Basic abc= X-Other: y"))
        .isEqualTo("Authorization: [secret] X-Other: y");
  }

  /** Repeated alternatives in a pattern would overflow the stack. */
  @ParameterizedTest
  @ValueSource(strings = {"gldt-", "gldt%2d", "://", "Authorization: Basic ", "cookie: ", "token="})
  void aVeryLongSecretIsTakenOutToo(String beginning) {
    assertThat(Redaction.of(beginning + "%2da_-".repeat(100_000) + "@h")).hasSizeLessThan(100);
  }

  @Test
  void logLinesHaveNoSecretsAndNoControlCharacters() {
    var context = new LoggerContext();
    var layout = new RedactingLayout();
    layout.setContext(context);
    layout.start();
    var event =
        new LoggingEvent(
            "",
            context.getLogger("io.wherry.git.GitProtocol"),
            Level.WARN,
            "at {}",
            new IllegalStateException("http://u:c4n4ry@host/"),
            new Object[] {"gldt-c4n4ryAbcdefghijklmn \u001b[31m\r\u0000\t"});
    event.setInstant(Instant.parse("2026-11-25T23:59:59.007Z"));
    assertThat(layout.doLayout(event))
        .startsWith("2026-11-25T23:59:59.007Z WARN  i.w.git.GitProtocol at [secret] ?[31m ?\t\n")
        .contains("IllegalStateException: http://[secret]@host/")
        .doesNotContain(CANARY);
  }
}
