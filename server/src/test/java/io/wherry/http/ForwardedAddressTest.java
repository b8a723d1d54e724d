package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.audit.AuditQuery;
import io.wherry.page.PageRequest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad-input row 26: which of the headers about a client's address count, to the byte. */
class ForwardedAddressTest {
  private static final String NAME = "X-Forwarded-For: ";

  private static TestServer behindProxy;
  private static TestServer open;
  private static int made;

  @BeforeAll
  static void start() throws IOException {
    behindProxy = TestServer.start(Map.of("WHERRY_HTTP_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8"));
    open = TestServer.start(Map.of("WHERRY_HTTP_TRUSTED_PROXIES", "10.0.0.0/8"));
    behindProxy.group("acme");
    open.group("acme");
  }

  @AfterAll
  static void stop() throws IOException {
    behindProxy.close();
    open.close();
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-For: 198.51.100.7,                                198.51.100.7",
    "x-forwarded-for:198.51.100.7,                                 198.51.100.7",
    "X-Forwarded-For: 203.0.113.1|X-Forwarded-For: 198.51.100.7,   198.51.100.7",
    "X-Forwarded-For: 198.51.100.7|X-Forwarded-For: 10.1.1.1,      198.51.100.7",
    "X-Forwarded-For: 198.51.100.7|X_Forwarded_For: 203.0.113.1,   198.51.100.7",
    "X_Forwarded_For: 203.0.113.1|X-Forwarded-For: 198.51.100.7,   198.51.100.7",
    "X_Forwarded_For: 203.0.113.1,                                 127.0.0.1",
    "X-Forwarded_For: 203.0.113.1,                                 127.0.0.1",
    "HTTP_X_FORWARDED_FOR: 203.0.113.1,                            127.0.0.1",
    "Forwarded: for=203.0.113.1,                                   127.0.0.1",
    "X-Real-IP: 203.0.113.1,                                       127.0.0.1",
    "X-Forwarded-For: 203.0.113.1|X-Forwarded-For: 999.1.1.1,      127.0.0.1",
    "X-Forwarded-For: 203.0.113.1|X-Forwarded-For:,                127.0.0.1",
  })
  void badInput26OnlyTheOneHeaderOfAListedProxyCounts(String lines, String address)
      throws IOException {
    assertThat(addressOf(behindProxy, lines.replace("|", "\r\n"))).isEqualTo(address);
    assertThat(addressOf(open, lines.replace("|", "\r\n"))).isEqualTo("127.0.0.1");
  }

  @Test
  void badInput26NoHeaderMakesAClientLookLikeAProxy() throws IOException {
    String lines = NAME + "198.51.100.7\r\nX-Forwarded-Host: 10.0.0.1\r\nVia: 1.1 10.0.0.1";
    assertThat(addressOf(open, lines)).isEqualTo("127.0.0.1");
  }

  /** The address that is noted of a request with these lines in its head. */
  private static String addressOf(TestServer server, String lines) throws IOException {
    String request =
        "GET /acme/app"
            + made++
            + "/info/refs?service=git-receive-pack HTTP/1.1\r\nHost: x\r\nAuthorization: "
            + TestServer.basic("root", TestServer.ROOT_TOKEN)
            + "\r\n"
            + lines
            + "\r\n\r\n";
    assertThat(RawHttp.answer(server, request).status()).isEqualTo(200);
    var latest = server.auditLog().list(AuditQuery.ALL, new PageRequest(1, 1)).items().get(0);
    assertThat(latest.event().type()).isEqualTo("project_created");
    return latest.event().by().address();
  }
}
