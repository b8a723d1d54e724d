package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  private static final List<String> PROXIES = List.of("10.0.0.0/8", "2001:db8:1::/48");

  /** Who is connected, what the header says, and who counts. */
  @ParameterizedTest
  @CsvSource({
    "192.0.2.9,           '198.51.100.7',                     192.0.2.9",
    "10.0.0.1,            '198.51.100.7',                     198.51.100.7",
    "10.0.0.1,            '203.0.113.1,198.51.100.7',         198.51.100.7",
    "10.0.0.1,            '198.51.100.7,10.0.0.3, 10.0.0.2 ', 198.51.100.7",
    "10.0.0.1,            '10.0.0.3,10.0.0.2',                10.0.0.3",
    "10.0.0.1,            '198.51.100.7:4711',                198.51.100.7",
    "10.0.0.1,            '2001:db8::7',                      2001:db8::7",
    "10.0.0.1,            '[2001:db8::7]:443',                2001:db8::7",
    "10.0.0.1,            '[2001:db8::7]',                    2001:db8::7",
    "10.0.0.1,            'fe80::7%eth0',                     fe80::7",
    "10.0.0.1,            '198.51.100.7,::ffff:10.0.0.2',     198.51.100.7",
    "'[2001:db8:1::1]',   '198.51.100.7',                     198.51.100.7",
    "'[2001:db8:2::1]',   '198.51.100.7',                     2001:db8:2::1",
    "2001:db8:1::1,       '198.51.100.7,2001:db8:1:2::3',     198.51.100.7",
  })
  void onlyWhatAListedProxyHasAddedCounts(String connected, String header, String client) {
    assertThat(address(PROXIES, connected, header)).isEqualTo(client);
    assertThat(address(PROXIES, connected, header.split(",", -1))).isEqualTo(client);
  }

  @Test
  void withoutAListedProxyNobodyIsBelieved() {
    assertThat(address(List.of(), "10.0.0.1", "198.51.100.7")).isEqualTo("10.0.0.1");
  }

  @Test
  void aProxyThatAddsNothingIsTheClientItself() {
    assertThat(address(PROXIES, "10.0.0.1")).isEqualTo("10.0.0.1");
  }

  /**
   * None of it is an address, so none of it is anybody's, and nothing is looked up: names with four
   * numbers would go to the system's resolver.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "unknown",
        "localhost",
        "example.org",
        "198.51.100.7 evil",
        "256.1.1.1",
        "999.999.999.999",
        "198.51.100",
        "198.51.100.7.8",
        "198.51.100.",
        "0198.51.100.7",
        "1",
        "0x7f000001",
        "2130706433",
        "..",
        ":",
        ":::",
        "1::2::3",
        "12345::1",
        "dead:beef",
        "[]",
        "[198.51.100.7]",
        "_hidden",
        "for=198.51.100.7",
        "\u0661\u0669\u0668.51.100.7",
        "198.51.100.7\"",
        "<script>",
      })
  void badInput26GarbageIsNobodysAddress(String garbage) {
    assertThat(address(PROXIES, "10.0.0.1", garbage)).isEqualTo("10.0.0.1");
    assertThat(address(PROXIES, "10.0.0.1", "198.51.100.7," + garbage)).isEqualTo("10.0.0.1");
    assertThat(address(PROXIES, "10.0.0.1", garbage + ",198.51.100.7")).isEqualTo("198.51.100.7");
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example.org/base, https://git.example.org/base",
    "'',                           http://known.example:8080",
  })
  void aSetUrlIsTheUrlWhateverTheClientSays(String set, String url) {
    assertThat(new Origins(List.of(), set).url(request("10.0.0.1"))).isEqualTo(url);
  }

  private static String address(List<String> proxies, String connected, String... headers) {
    return new Origins(proxies, "").address(request(connected, headers));
  }

  /** A request of which only these things can be asked. */
  private static HttpServletRequest request(String connected, String... headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            OriginsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> connected;
                  case "getHeaders" ->
                      Collections.enumeration(
                          arguments[0].equals("X-Forwarded-For") ? List.of(headers) : List.of());
                  case "getServerName" -> "known.example";
                  case "getServerPort" -> 8080;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
