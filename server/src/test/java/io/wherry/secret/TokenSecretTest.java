package io.wherry.secret;

import static io.wherry.ProblemAssert.assertStops;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.wherry.problem.Problem;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSecretTest {
  private static final SecretKey KEY = key("Jefe");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aSecretHasTheShapeThatScannersLookFor() {
    var random = new SecureRandom();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String text = TokenSecret.generate(random, "").reveal();
      assertThat(text).matches("gldt-[0-9a-zA-Z_-]{20}");
      assertThat(seen.add(text)).as("new").isTrue();
    }
  }

  @Test
  void anInstanceMayPutItsOwnPrefixBeforeIt() {
    assertThat(TokenSecret.generate(new SecureRandom(), "acme-").reveal())
        .matches("acme-gldt-[0-9a-zA-Z_-]{20}");
  }

  @Test
  void secretsAndTheirHashesPrintThemselvesMasked() {
    TokenSecret secret = TokenSecret.presented("gldt-ThisMustNotBePrinted");
    assertThat(secret.toString()).doesNotContain("gldt", "Printed");
    assertThat(secret.digest(KEY)).hasToString("SecretDigest[…]");
    assertThat(secret).isNotInstanceOf(Serializable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nineteen-characters",
        "glpat-0123456789abcdefghij",
        "0123456789 0123456789",
        "0123456789012345678\u00fc",
        "01234567890123456789\n"
      })
  void whatIsNoTokenOfAnotherServerIsRefused(String text) {
    assertStops(Problem.INVALID, () -> TokenSecret.imported(text)).contains("20 to 255");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xRz7_bareAndOld-9Kq2", "gldt-0123456789abcdefghij"})
  void tokensOfAnotherServerStayAsTheyAre(String text) {
    assertThat(TokenSecret.imported(text).reveal()).isEqualTo(text);
  }

  /** Test case 2 of RFC 4231. */
  @Test
  void theHashIsTheKeyedOneOfTheWholeText() {
    SecretDigest digest = TokenSecret.presented("what do ya want for nothing?").digest(KEY);
    assertThat(HexFormat.of().formatHex(digest.bytes()))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void onlyTheSameSecretUnderTheSameKeyHasTheSameHash() {
    SecretDigest digest = TokenSecret.presented("gldt-abc").digest(KEY);
    assertThat(TokenSecret.presented("gldt-abc").digest(KEY))
        .isEqualTo(digest)
        .hasSameHashCodeAs(digest);
    assertThat(TokenSecret.presented("gldt-abC").digest(KEY)).isNotEqualTo(digest);
    assertThat(TokenSecret.presented("gldt-abc ").digest(KEY)).isNotEqualTo(digest);
    assertThat(TokenSecret.presented("gldt-abc").digest(key("Jeff"))).isNotEqualTo(digest);
  }

  @Test
  void aHashCannotBeChangedFromOutside() {
    var bytes = new byte[] {1, 2, 3};
    var digest = new SecretDigest(bytes);
    bytes[0] = 9;
    digest.bytes()[1] = 9;
    assertThat(digest).isEqualTo(new SecretDigest(new byte[] {1, 2, 3}));
  }

  /** Comparing takes 19 MiB, and so much time that it tells how many decisions were asked for. */
  @Test
  void passwordThatMatchedIsNotComparedAgain() {
    PasswordHash hash = PasswordHash.of("correct horse");
    TokenSecret secret = TokenSecret.presented("correct horse");
    assertThat(secret.matches(hash)).isTrue();
    long before = THREADS.getCurrentThreadAllocatedBytes();

    assertThat(secret.matches(new PasswordHash(hash.encoded()))).isTrue();
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    assertThat(secret.matches(PasswordHash.of("another"))).isFalse();
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isGreaterThan(19 << 20);
  }

  private static SecretKey key(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }
}
