package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerAddressTest {
  private static final InetAddress A = address(1);
  private static final InetAddress B = address(2);

  private final List<String> ended = new ArrayList<>();
  private final PerAddress<String> open = new PerAddress<>(ended::add);

  @Test
  void theOldestOfTheAddressThatHasMostMakesRoom() {
    open.add("b1", B);
    open.add("a1", A);
    open.add("a2", A);
    open.add("a3", A);

    assertThat(open.makeRoom()).isTrue();
    assertThat(open.makeRoom()).isTrue();
    assertThat(ended).containsExactly("a1", "a2");
    assertThat(open.size()).isEqualTo(2);
  }

  @Test
  void oneThatWasRemovedCountsNoMore() {
    open.add("b1", B);
    open.add("b2", B);
    open.add("a1", A);
    open.remove("b2");
    open.add("a2", A);

    open.makeRoom();

    assertThat(ended).containsExactly("a1");
  }

  @Test
  void whereNothingIsNothingMakesRoom() {
    assertThat(open.makeRoom()).isFalse();
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
