package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Literals only: nothing here may ask a name server.
class AddressKindTest {
  private static AddressKind kind(String literal) {
    return AddressKind.of(InetAddress.ofLiteral(literal));
  }

  /// First and last of each block, and those just outside.
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, UNSPECIFIED",
    "0.0.0.1, RESERVED",
    "0.255.255.255, RESERVED",
    "1.0.0.0, PUBLIC",
    "1.1.1.1, PUBLIC",
    "8.8.8.8, PUBLIC",
    "9.255.255.255, PUBLIC",
    "10.0.0.0, PRIVATE",
    "10.0.0.1, PRIVATE",
    "10.255.255.255, PRIVATE",
    "11.0.0.0, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.64.0.0, SHARED",
    "100.100.100.200, SHARED",
    "100.127.255.255, SHARED",
    "100.128.0.0, PUBLIC",
    "126.255.255.255, PUBLIC",
    "127.0.0.0, LOOPBACK",
    "127.0.0.1, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "128.0.0.0, PUBLIC",
    "169.253.255.255, PUBLIC",
    "169.254.0.0, LINK_LOCAL",
    "169.254.169.254, LINK_LOCAL",
    "169.254.255.255, LINK_LOCAL",
    "169.255.0.0, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "172.32.0.0, PUBLIC",
    "177.0.0.1, PUBLIC",
    "191.255.255.255, PUBLIC",
    "192.0.0.0, RESERVED",
    "192.0.0.9, RESERVED",
    "192.0.0.170, RESERVED",
    "192.0.0.255, RESERVED",
    "192.0.1.0, PUBLIC",
    "192.0.2.0, RESERVED",
    "192.0.2.255, RESERVED",
    "192.0.3.0, PUBLIC",
    "192.31.196.1, PUBLIC",
    "192.52.193.1, PUBLIC",
    "192.88.98.255, PUBLIC",
    "192.88.99.0, RESERVED",
    "192.88.99.255, RESERVED",
    "192.88.100.0, PUBLIC",
    "192.167.255.255, PUBLIC",
    "192.168.0.0, PRIVATE",
    "192.168.1.1, PRIVATE",
    "192.168.255.255, PRIVATE",
    "192.169.0.0, PUBLIC",
    "192.175.48.1, PUBLIC",
    "198.17.255.255, PUBLIC",
    "198.18.0.0, RESERVED",
    "198.19.255.255, RESERVED",
    "198.20.0.0, PUBLIC",
    "198.51.99.255, PUBLIC",
    "198.51.100.0, RESERVED",
    "198.51.100.255, RESERVED",
    "198.51.101.0, PUBLIC",
    "203.0.112.255, PUBLIC",
    "203.0.113.0, RESERVED",
    "203.0.113.255, RESERVED",
    "203.0.114.0, PUBLIC",
    "223.255.255.255, PUBLIC",
    "224.0.0.0, MULTICAST",
    "224.0.0.1, MULTICAST",
    "239.255.255.255, MULTICAST",
    "240.0.0.0, RESERVED",
    "255.255.255.254, RESERVED",
    "255.255.255.255, BROADCAST"
  })
  void followsTheRegistryForIpv4(String address, AddressKind kind) {
    assertThat(kind(address)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "::, UNSPECIFIED",
    "::1, LOOPBACK",
    "100::, RESERVED",
    "100:0:0:1::1, RESERVED",
    "200::1, RESERVED",
    "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
    "2000::, PUBLIC",
    "2001:1::1, RESERVED",
    "2001:2::1, RESERVED",
    "2001:3::1, RESERVED",
    "2001:4:112::1, RESERVED",
    "2001:20::1, RESERVED",
    "2001:30::1, RESERVED",
    "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
    "2001:200::, PUBLIC",
    "2001:4860:4860::8888, PUBLIC",
    "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, PUBLIC",
    "2001:db8::, RESERVED",
    "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
    "2001:db9::, PUBLIC",
    "2003::1, PUBLIC",
    "2606:4700:4700::1111, PUBLIC",
    "2620:4f:8000::1, PUBLIC",
    "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PUBLIC",
    "3fff::, RESERVED",
    "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
    "3fff:1000::, PUBLIC",
    "4000::, RESERVED",
    "5f00::1, RESERVED",
    "fbff::1, RESERVED",
    "fc00::, UNIQUE_LOCAL",
    "fc00::1, UNIQUE_LOCAL",
    "fd00:ec2::254, UNIQUE_LOCAL",
    "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, UNIQUE_LOCAL",
    "fe00::1, RESERVED",
    "fe80::, LINK_LOCAL",
    "fe80::1, LINK_LOCAL",
    "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, LINK_LOCAL",
    "fec0::1, PRIVATE",
    "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
    "ff00::, MULTICAST",
    "ff02::1, MULTICAST",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, MULTICAST"
  })
  void followsTheRegistryForIpv6(String address, AddressKind kind) {
    assertThat(kind(address)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    // IPv4-mapped, which Java reads as IPv4
    "::ffff:127.0.0.1, LOOPBACK",
    "::ffff:7f00:1, LOOPBACK",
    "::ffff:169.254.169.254, LINK_LOCAL",
    "::ffff:8.8.8.8, PUBLIC",
    // NAT64
    "64:ff9b::7f00:1, LOOPBACK",
    "64:ff9b::127.0.0.1, LOOPBACK",
    "64:ff9b::10.0.0.1, PRIVATE",
    "64:ff9b::a9fe:a9fe, LINK_LOCAL",
    "64:ff9b::100.100.100.200, SHARED",
    "64:ff9b::0.0.0.0, UNSPECIFIED",
    "64:ff9b::8.8.8.8, PUBLIC",
    "64:ff9b:0:0:0:1:808:808, RESERVED",
    // NAT64 within one network: never public
    "64:ff9b:1::127.0.0.1, LOOPBACK",
    "64:ff9b:1:a00:1:0:808:808, PRIVATE",
    "64:ff9b:1:ffff:ffff:ffff:8.8.8.8, PRIVATE",
    "64:ff9b:2::1, RESERVED",
    // 6to4
    "2002:7f00:1::, LOOPBACK",
    "2002:a00:1::1, PRIVATE",
    "2002:a9fe:a9fe::1, LINK_LOCAL",
    "2002:e000:1::1, MULTICAST",
    "2002:808:808::7f00:1, PUBLIC",
    // Teredo: server, flags, port, client with all bits inverted
    "2001:0:808:808:0:0:f7f7:f7f7, PUBLIC",
    "2001:0:808:808:0:0:80ff:fffe, LOOPBACK",
    "2001:0:808:808:0:0:3f57:fffe, PRIVATE",
    "2001:0:7f00:1:0:0:f7f7:f7f7, LOOPBACK",
    "2001:0:a00:1:0:0:f7f7:f7f7, PRIVATE",
    // given up long ago, and still understood here and there: never public
    "::127.0.0.1, LOOPBACK",
    "::10.0.0.1, PRIVATE",
    "::8.8.8.8, RESERVED",
    "::2, RESERVED",
    "::ffff:0:127.0.0.1, LOOPBACK",
    "::ffff:0:8.8.8.8, RESERVED"
  })
  void anAddressInsideAnotherDecides(String address, AddressKind kind) {
    assertThat(kind(address)).isEqualTo(kind);
  }

  /// Only this way does Java leave such an address as it is.
  @ParameterizedTest
  @CsvSource({
    "00000000000000000000ffff7f000001, LOOPBACK",
    "00000000000000000000ffffac100001, PRIVATE",
    "00000000000000000000ffff08080808, PUBLIC"
  })
  void aMappedAddressOfSixteenBytesDoesNotSlipThrough(String bytes, AddressKind kind)
      throws UnknownHostException {
    Inet6Address address = Inet6Address.getByAddress(null, HexFormat.of().parseHex(bytes), 0);

    assertThat(address.getAddress()).hasSize(16);
    assertThat(AddressKind.of(address)).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void aScopeDoesNotMatter(int scope) throws UnknownHostException {
    byte[] bytes = InetAddress.ofLiteral("fe80::1").getAddress();

    assertThat(AddressKind.of(Inet6Address.getByAddress(null, bytes, scope)))
        .isEqualTo(AddressKind.LINK_LOCAL);
  }

  /// Java knows some of the kinds too; whatever it takes for special must not be public here.
  @Test
  void isNeverMoreTrustingThanTheJdk() throws UnknownHostException {
    Random random = new Random(1);
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[round % 2 == 0 ? 4 : 16];
      random.nextBytes(bytes);
      InetAddress address = InetAddress.getByAddress(bytes);
      if (isSpecialToTheJdk(address)) {
        assertThat(AddressKind.of(address)).as("%s", address).isNotEqualTo(AddressKind.PUBLIC);
      }
    }
  }

  private static boolean isSpecialToTheJdk(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress();
  }
}
