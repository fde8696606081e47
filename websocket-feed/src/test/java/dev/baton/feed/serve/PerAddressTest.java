package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class PerAddressTest {
  private static final SocketAddress A = address("10.0.0.1");
  private static final SocketAddress B = address("10.0.0.2");

  private final PerAddress<String> open = new PerAddress<>();

  @Test
  void theOldestOfTheAddressThatHasMostGoes() {
    open.add("b1", B);
    open.add("a1", A);
    open.add("a2", A);
    open.add("a3", A);

    assertThat(open.takeOldestOfLargest()).hasValue("a1");
    assertThat(open.takeOldestOfLargest()).hasValue("a2");
    assertThat(open.all()).containsExactly("b1", "a3");
  }

  @Test
  void orTheOldestOfItThatIsAsItShouldBe() {
    open.add("b1", B);
    open.add("a1", A);
    open.add("a2", A);

    assertThat(open.takeOldestOfLargest(one -> !one.equals("a1"))).hasValue("a2");
    open.add("a3", A);
    assertThat(open.takeOldestOfLargest(one -> one.equals("b1"))).isEmpty();
  }

  @Test
  void orTheNewest() {
    open.add("a1", A);
    open.add("a2", A);
    open.add("b1", B);

    assertThat(open.takeNewestOfLargest()).hasValue("a2");
  }

  @Test
  void oneThatWasRemovedCountsNoMore() {
    open.add("b1", B);
    open.add("b2", B);
    open.add("a1", A);
    open.remove("b2");
    open.remove("b2");
    open.add("a2", A);

    assertThat(open.count(B)).isEqualTo(1);
    assertThat(open.largest()).isEqualTo(2);
    assertThat(open.takeOldestOfLargest()).hasValue("a1");
  }

  @Test
  void whereNobodyIsNobodyGoes() {
    assertThat(open.takeOldestOfLargest()).isEmpty();
    assertThat(open.largest()).isZero();
  }

  @Test
  void portsDoNotCount() {
    open.add("a1", new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 1));
    open.add("a2", new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 2));

    assertThat(open.largest()).isEqualTo(2);
  }

  /// Whoever has one address of IPv6 has as many as there are seconds in the age of the universe.
  @Test
  void aNetworkOfIpv6CountsAsOneAddress() {
    open.add("a1", address("2001:db8:1:2::1"));
    open.add("a2", address("2001:db8:1:2:ffff::2"));
    open.add("b1", address("2001:db8:1:3::1"));

    assertThat(open.largest()).isEqualTo(2);
    assertThat(open.count(address("2001:db8:1:3::7"))).isEqualTo(1);
  }

  private static SocketAddress address(String host) {
    return new InetSocketAddress(InetAddress.ofLiteral(host), 1);
  }
}
