package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.problem.Problem;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a request comes from, as the audit has it. */
class ClientAddressTest {
  private static final Map<String, String> BEHIND_A_PROXY =
      Map.of("WHERRY_HTTP_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8,::1");

  /** Makes something with that header; the address from which it was made. */
  private static String address(TestServer server, String header, String value) {
    Rest root = Rest.at(server, Map.of("PRIVATE-TOKEN", TestServer.ROOT_TOKEN, header, value));
    root.post("/groups", Map.of("name", "g", "path", "g")).success();
    return root.get("/audit_events?entity_type=Group")
        .success()
        .at("/0/details/ip_address")
        .asText();
  }

  /** Bad-input row 26: of what a listed proxy passes on, the last address that is no proxy. */
  @ParameterizedTest
  @CsvSource({
    "'192.0.2.7', 192.0.2.7",
    "'203.0.113.1, 192.0.2.7', 192.0.2.7",
    "'203.0.113.1, 192.0.2.7, 10.1.2.3', 192.0.2.7",
    "'192.0.2.7:4711', 192.0.2.7",
    "'[2001:db8::1]:443', 2001:db8::1",
    "'2001:db8::1', 2001:db8::1",
    "'example.com', 127.0.0.1",
    "'192.0.2.7, nonsense', 127.0.0.1",
    "'', 127.0.0.1"
  })
  void badInput26AListedProxySaysWhereARequestComesFrom(String value, String expected)
      throws IOException {
    try (var server = TestServer.start(BEHIND_A_PROXY)) {
      assertThat(address(server, "X-Forwarded-For", value)).isEqualTo(expected);
    }
  }

  /** Bad-input row 26: whoever else sends it. */
  @Test
  void badInput26WithoutAListedProxyTheHeaderCountsForNothing() throws IOException {
    try (var server = TestServer.start()) {
      assertThat(address(server, "X-Forwarded-For", "192.0.2.7")).isEqualTo("127.0.0.1");
    }
  }

  @ParameterizedTest
  @CsvSource({"X_Forwarded_For", "X-Real-IP", "Forwarded", "Client-IP"})
  void badInput26OtherHeadersCountForNothing(String header) throws IOException {
    try (var server = TestServer.start(BEHIND_A_PROXY)) {
      assertThat(address(server, header, "192.0.2.7")).isEqualTo("127.0.0.1");
    }
  }

  @ParameterizedTest
  @CsvSource({"999.1.1.1", "10.0.0.0/99", "nonsense"})
  void aProxyThatIsNoAddressStopsTheStart(String proxy) {
    ProblemAssert.assertStops(
            Problem.INVALID, () -> TestServer.start(Map.of("WHERRY_HTTP_TRUSTED_PROXIES", proxy)))
        .contains("http.trusted_proxies");
  }
}
