package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.serve.FeedServer.Addresses;
import dev.baton.feed.watch.FeedUrl;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServeFormatTest {
  private static final Addresses IPV6 =
      new Addresses("::1", 8787, 8788, "e1", List.of("host.cpu", "host.memory"));

  @Test
  void anAddressOfIpv6IsInBracketsInUrls() {
    List<String> lines = ServeFormat.PLAIN.serving(IPV6, "feed");

    assertThat(lines)
        .contains(
            "  watch:    feed watch ws://[::1]:8787",
            "  history:  http://[::1]:8788/v1/history?ch=host.cpu&epoch=e1&from=1");
    assertThat(FeedUrl.parse("ws://[::1]:8787").port()).isEqualTo(8787);
  }

  @Test
  void otherHostsAreNot() {
    Addresses ipv4 = new Addresses("127.0.0.1", 8787, 8788, "e1", List.of("host.cpu"));

    assertThat(ServeFormat.PLAIN.serving(ipv4, "./run feed"))
        .contains("  watch:    ./run feed watch ws://127.0.0.1:8787");
  }

  @Test
  void programsGetTheAddressAsItIs() {
    assertThat(ServeFormat.JSON.serving(IPV6, "feed"))
        .containsExactly(
            "{\"type\":\"serving\",\"host\":\"::1\",\"port\":8787,\"httpPort\":8788,\"epoch\":\"e1\"}");
  }
}
