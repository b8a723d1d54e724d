package io.wherry;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.INVALID;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void everyDefaultIsAllowed(Setting setting) throws IOException {
    setting.check(setting.standard());
    assertThat(read("").text(setting)).isEqualTo(setting.standard());
    assertThat(Setting.ofKey(setting.key())).contains(setting);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git.max_refs: 7\nlisten.port: 90",
        "git: {max_refs: 7}\nlisten: {port: 90}",
        "listen:\n  port: 90\ngit:\n  max_refs: \"7\"\n  # http: false\n",
        "git.max_refs: 7\nlisten:\n  port: 90\n",
      })
  void keysMayBeNestedOrWrittenOut(String yaml) throws IOException {
    Settings settings = read(yaml);
    assertThat(settings.number(Setting.GIT_MAX_REFS)).isEqualTo(7);
    assertThat(settings.number(Setting.LISTEN_PORT)).isEqualTo(90);
    assertThat(settings.isOn(Setting.GIT_HTTP)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing but a comment\n", "---\n", "{}"})
  void anEmptyFileLeavesTheDefaults(String yaml) throws IOException {
    assertThat(read(yaml).number(Setting.LISTEN_PORT)).isEqualTo(8080);
  }

  @Test
  void theEnvironmentWinsOverTheFileAndAnOptionOverBoth() throws IOException {
    Settings settings =
        Settings.read(
            Optional.of(file("listen: {port: 90, host: example.org}")),
            Map.of("WHERRY_LISTEN_PORT", "91", "WHERRY_TOKENS_MAX_DAYS", "30", "OTHER", "x"));
    assertThat(settings.number(Setting.LISTEN_PORT)).isEqualTo(91);
    assertThat(settings.text(Setting.LISTEN_HOST)).isEqualTo("example.org");
    assertThat(settings.number(Setting.TOKENS_MAX_DAYS)).isEqualTo(30);
    assertThat(settings.with(Setting.LISTEN_PORT, "92").number(Setting.LISTEN_PORT)).isEqualTo(92);
    assertThat(settings.number(Setting.LISTEN_PORT)).as("unchanged").isEqualTo(91);
  }

  @ParameterizedTest
  @CsvSource({
    "'listen.prot: 90',          listen.prot",
    "'listen: {prot: 90}',       listen.prot",
    "'LISTEN.PORT: 90',          LISTEN.PORT",
    "'listen: {port: {x: 90}}',  listen.port.x",
    "'listen: 90',               listen",
    "'listen:',                  listen",
    "'git: [http, max_refs]',    git",
    "'\"\": 1',                  setting",
  })
  void anUnknownKeyStopsTheStart(String yaml, String key) {
    assertStops(INVALID, () -> read(yaml)).startsWith("there is no setting").contains(key);
  }

  /** As text, a list would be empty and an empty value {@code null}. */
  @ParameterizedTest
  @CsvSource({
    "'listen: {host: }',         listen.host",
    "'listen.host: null',        listen.host",
    "'listen.host: ~',           listen.host",
    "'listen.host: [a, b]',      listen.host",
    "'url: [http://a]',          url",
    "'url:',                     url",
    "'git.realm:',               git.realm",
    "'tokens.username_prefix:',  tokens.username_prefix",
  })
  void aListOrNothingIsNoValue(String yaml, String key) {
    assertStops(INVALID, () -> read(yaml)).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- listen.port: 90",
        "[]",
        "listen.port",
        "7",
        "listen.port: 90\nlisten.port: 91",
        "listen: {port: 90",
        "a: b: c",
        "\tlisten: {}",
        "!!javax.script.ScriptEngineManager [!!java.net.URL [http://127.0.0.1:1/]]",
      })
  void aFileThatDoesNotConsistOfKeysAndValuesStopsTheStart(String yaml) {
    assertStops(INVALID, () -> read(yaml)).contains("wherry.yaml").doesNotContain("Optional");
  }

  @Test
  void aMissingFileStopsTheStart() {
    Path missing = directory.resolve("missing.yaml");
    assertStops(NOT_FOUND, () -> Settings.read(Optional.of(missing), Map.of()))
        .contains("missing.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "listen.host, 'a b'",
    "listen.host, ''",
    "listen.port, -1",
    "listen.port, 65536",
    "listen.port, +80",
    "listen.port, 080808",
    "listen.port, 8e3",
    "listen.port, \u0668\u0660",
    "http.threads, 7",
    "http.threads, 10001",
    "http.idle_seconds, 0",
    "http.stop_seconds, 86401",
    "git.http, on",
    "git.http, yes",
    "git.http, TRUE",
    "git.http, ''",
    "git.realm, 'a\"b'",
    "git.realm, ''",
    "git.max_pack, 0",
    "git.max_pack, -1",
    "git.max_pack, 1.5GiB",
    "git.max_pack, 1GB",
    "git.max_pack, 1 GiB",
    "git.max_pack, GiB",
    "git.max_pack, 9223372036854775808",
    "git.max_pack, 9999999999GiB",
    "git.max_refs, 0",
    "git.max_refs, 1000000000",
    "tokens.username_prefix, 'a b'",
    "tokens.username_prefix, ''",
    "tokens.max_days, -1",
    "tokens.max_days, 36501",
    "url, example.org",
    "url, ftp://example.org",
    "url, https://example.org/",
    "url, https://example.org?x",
    "url, javascript:alert(1)",
  })
  void aValueOutOfRangeStopsTheStartNamingTheKeyAndWhatIsAllowed(String key, String value) {
    Setting setting = Setting.ofKey(key).orElseThrow();
    assertStops(INVALID, () -> Settings.read(Optional.empty(), Map.of(setting.variable(), value)))
        .startsWith("setting " + key + " is \"" + value + "\": give ");
  }

  @Test
  void aRealmCannotEndItsHeader() {
    assertStops(INVALID, () -> Setting.GIT_REALM.check("a\\")).contains("git.realm");
    assertStops(INVALID, () -> Setting.LISTEN_HOST.check("a\u2028b c")).contains("listen.host");
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "1048576,1048576",
    "1KiB,1024",
    "16MiB,16777216",
    "2GiB,2147483648",
    "999999999GiB,1073741822926258176",
  })
  void sizesAreNumbersOfBytes(String text, long bytes) {
    Setting.GIT_MAX_PACK.check(text);
    assertThat(Setting.number(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "LISTEN_PORT, WHERRY_LISTEN_PORT",
    "GIT_MAX_REFS, WHERRY_GIT_MAX_REFS",
    "URL, WHERRY_URL",
  })
  void eachKeyHasItsVariable(Setting setting, String variable) {
    assertThat(setting.variable()).isEqualTo(variable);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, '',                      http://127.0.0.1:81",
    "::1,       '',                      http://[::1]:81",
    "::1,       https://git.example.org, https://git.example.org",
  })
  void clientsAreToldTheUrlThatWasSetOrElseTheAddress(String host, String url, String told)
      throws IOException {
    var settings = read("").with(Setting.LISTEN_HOST, host).with(Setting.URL, url);
    assertThat(new Config(settings).url(81)).isEqualTo(told);
  }

  private Settings read(String yaml) throws IOException {
    return Settings.read(Optional.of(file(yaml)), Map.of());
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(directory.resolve("wherry.yaml"), yaml);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"WHERRY_", "WHERRY_WEB_", "WHERRY_SSH_GATE_", "WHERRY_SERVICE_", "WHERRY_PORT_"})
  void whatKubernetesMakesOfAServiceIsNoSetting(String prefix) throws IOException {
    var environment =
        Map.of(
            prefix + "SERVICE_HOST", "10.0.0.1",
            prefix + "SERVICE_PORT", "80",
            prefix + "SERVICE_PORT_HTTP", "80",
            prefix + "PORT", "tcp://10.0.0.1:80",
            prefix + "PORT_80_TCP", "tcp://10.0.0.1:80",
            prefix + "PORT_80_TCP_PROTO", "tcp",
            prefix + "PORT_80_TCP_ADDR", "10.0.0.1");
    assertThat(Settings.read(Optional.empty(), environment).number(Setting.LISTEN_PORT))
        .isEqualTo(8080);
    assertStops(INVALID, () -> Settings.read(Optional.empty(), Map.of(prefix + "PORT", "8080")))
        .contains("there is no setting for " + prefix + "PORT");
  }
}
