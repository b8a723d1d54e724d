package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are the same when they ask for the same, whoever asks. */
class AnswerRequestTest {
  private static final String WANT = "want 1111111111111111111111111111111111111111";

  @ParameterizedTest
  @ValueSource(strings = {"agent=git/2.39.5", "agent=JGit/7.5.0\n", "session-id=12-34-56"})
  void whoAsksOverVersion2DoesNotMatter(String who) {
    assertThat(v2(who, "thin-pack")).isEqualTo(v2("agent=git/2.47.0", "thin-pack"));
  }

  @Test
  void whoAsksOverVersion0DoesNotMatter() {
    assertThat(v0(WANT + " thin-pack agent=git/2.39.5 ofs-delta\n"))
        .isEqualTo(v0(WANT + " thin-pack agent=x session-id=y ofs-delta\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deepen 1\n", "filter blob:none\n", "have 2222", "ofs-delta", "done"})
  void whateverElseIsAskedMatters(String line) {
    assertThat(v2("agent=a", "thin-pack", line)).isNotEqualTo(v2("agent=a", "thin-pack"));
  }

  @Test
  void capabilitiesAndOrderMatter() {
    assertThat(v0(WANT + " ofs-delta\n")).isNotEqualTo(v0(WANT + " thin-pack\n"));
    assertThat(v2("want 1", "have 2")).isNotEqualTo(v2("have 2", "want 1"));
  }

  @Test
  void serviceAndProtocolMatter() {
    byte[] body = Fetch.bytes(Fetch.refs("peel"));
    assertThat(AnswerRequest.digest("POST READ", "version=2", body))
        .isNotEqualTo(AnswerRequest.digest("POST READ", "", body))
        .isNotEqualTo(AnswerRequest.digest("GET READ", "version=2", body));
  }

  @Test
  void twoLinesAreNotOneLineThatLooksLikeThem() {
    assertThat(v2("have 1have 2")).isNotEqualTo(v2("have 1", "have 2"));
  }

  private static String v2(String... lines) {
    return AnswerRequest.digest("POST READ", "version=2", Fetch.bytes(Fetch.arguments(lines)));
  }

  private static String v0(String line) {
    String body = PacketLines.of(line) + PacketLines.FLUSH + PacketLines.of("done\n");
    return AnswerRequest.digest("POST READ", "", Fetch.bytes(body));
  }
}
