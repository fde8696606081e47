package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerAddressTest {
  private static final InetAddress A = address(1);
  private static final InetAddress B = address(2);

  private final List<String> ended = new ArrayList<>();
  private final PerAddress<String> two = new PerAddress<>(2, ended::add);

  @Test
  void oneTooManyEndsTheOldestOfItsAddress() {
    two.add("b1", B);
    two.add("a1", A);
    two.add("a2", A);
    assertThat(ended).isEmpty();

    two.add("a3", A);
    two.add("a4", A);

    assertThat(ended).containsExactly("a1", "a2");
  }

  @Test
  void oneThatWasRemovedCountsNoMore() {
    two.add("a1", A);
    two.add("a2", A);
    two.remove("a1");

    two.add("a3", A);
    assertThat(ended).isEmpty();
    two.add("a4", A);

    assertThat(ended).containsExactly("a2");
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
