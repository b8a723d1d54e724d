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
  void whoAsksOverVersion2DoesNotMatter(String who) throws Exception {
    String from = PacketLines.of("command=fetch", who) + PacketLines.DELIMITER;
    String other = PacketLines.of("command=fetch", "agent=git/2.47.0") + PacketLines.DELIMITER;
    assertThat(v2(from + PacketLines.FLUSH)).isEqualTo(v2(other + PacketLines.FLUSH));
  }

  @Test
  void whoAsksOverVersion0DoesNotMatter() throws Exception {
    assertThat(v0(WANT + " thin-pack agent=git/2.39.5 ofs-delta\n"))
        .isEqualTo(v0(WANT + " thin-pack agent=x session-id=y ofs-delta\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deepen 1\n", "filter blob:none\n", "have 2222", "ofs-delta", "done"})
  void whateverElseIsAskedMatters(String line) throws Exception {
    assertThat(fetch("thin-pack", line)).isNotEqualTo(fetch("thin-pack"));
  }

  @Test
  void capabilitiesAndOrderMatter() throws Exception {
    assertThat(v0(WANT + " ofs-delta\n")).isNotEqualTo(v0(WANT + " thin-pack\n"));
    assertThat(fetch("want 1", "have 2")).isNotEqualTo(fetch("have 2", "want 1"));
  }

  @Test
  void serviceAndProtocolMatter() throws Exception {
    byte[] body = Fetch.bytes(Fetch.refs("peel"));
    assertThat(AnswerRequest.digest("POST READ", "version=2", body))
        .isNotEqualTo(AnswerRequest.digest("POST READ", "", body))
        .isNotEqualTo(AnswerRequest.digest("GET READ", "version=2", body));
  }

  /** Wherever it is no capability JGit takes it for something else. */
  @ParameterizedTest
  @ValueSource(
      strings = {"ref-prefix refs/heads/ agent=x", "agent=x", "have 1 agent=x", "agent=x\n"})
  void nobodySaysWhoAsksBehindTheCapabilities(String line) throws Exception {
    assertThat(refs("peel", line)).isNotEqualTo(refs("peel", line.replaceAll(" ?agent=x", "")));
    assertThat(refs("peel", line)).isNotEqualTo(refs("peel"));
  }

  @Test
  void onlyTheFirstWantHasCapabilities() throws Exception {
    String who = " agent=git/2.39.5";
    assertThat(v0(WANT + "\n", WANT + who)).isNotEqualTo(v0(WANT + "\n", WANT));
    assertThat(v0(WANT + "\n", "agent=x")).isNotEqualTo(v0(WANT + "\n"));
    assertThat(v0("want " + who)).isNotEqualTo(v0("want "));
    assertThat(v0("want agent=git 1111")).isNotEqualTo(v0("want 1111"));
  }

  @Test
  void lineThatLooksLikeASeparatorIsNone() throws Exception {
    String fetch = Fetch.arguments("thin-pack");
    String odd = fetch.replace(PacketLines.DELIMITER, PacketLines.of("0001"));
    assertThat(v2(odd)).isNotEqualTo(v2(fetch));
    assertThat(v2(PacketLines.of(""))).isNotEqualTo(v2(PacketLines.FLUSH));
  }

  private static String v2(String body) throws Exception {
    return AnswerRequest.digest("POST READ", "version=2", Fetch.bytes(body));
  }

  private static String refs(String... lines) throws Exception {
    return v2(Fetch.refs(lines));
  }

  @Test
  void twoLinesAreNotOneLineThatLooksLikeThem() throws Exception {
    assertThat(fetch("have 1have 2")).isNotEqualTo(fetch("have 1", "have 2"));
  }

  private static String fetch(String... lines) throws Exception {
    return v2(Fetch.arguments(lines));
  }

  private static String v0(String... lines) throws Exception {
    String body = PacketLines.of(lines) + PacketLines.FLUSH + PacketLines.of("done\n");
    return AnswerRequest.digest("POST READ", "", Fetch.bytes(body));
  }
}
