package io.wherry.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:DB8:1:2::, 2001:db8:1:2:0:0:0:0/64",
    "::1, 0:0:0:0:0:0:0:0/64",
    "::ffff:192.0.2.1, 192.0.2.1",
    "no:address, no:address",
    "anything, anything",
  })
  void addressOfIpv6StandsForItsFirstHalf(String address, String network) {
    assertThat(Network.of(address)).isEqualTo(network);
  }
}
