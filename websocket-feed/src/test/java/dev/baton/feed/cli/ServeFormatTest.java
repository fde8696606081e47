package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.serve.FeedServer.Addresses;
import dev.baton.feed.watch.FeedUrl;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServeFormatTest {
  private static final Addresses IPV6 =
      new Addresses("::1", 8787, "e1", List.of("host.cpu", "host.memory"), false);

  @Test
  void anAddressOfIpv6IsInBracketsInUrls() {
    List<String> lines = ServeFormat.PLAIN.serving(IPV6, "feed", "");

    assertThat(lines)
        .contains("  watch:    feed watch ws://[::1]:8787", "  page:     http://[::1]:8787/");
    assertThat(FeedUrl.parse("ws://[::1]:8787").port()).isEqualTo(8787);
  }

  @Test
  void otherHostsAreNot() {
    Addresses ipv4 = new Addresses("127.0.0.1", 8787, "e1", List.of("host.cpu"), false);

    assertThat(ServeFormat.PLAIN.serving(ipv4, "./run feed", ""))
        .contains("  watch:    ./run feed watch ws://127.0.0.1:8787");
  }

  @Test
  void overTlsTheSchemesSaySo() {
    Addresses secure = new Addresses("127.0.0.1", 8787, "e1", List.of("host.cpu"), true);

    assertThat(ServeFormat.PLAIN.serving(secure, "feed", " --ca c.pem"))
        .contains(
            "  watch:    feed watch wss://127.0.0.1:8787 --ca c.pem",
            "  page:     https://127.0.0.1:8787/");
  }

  @Test
  void programsGetTheAddressAsItIs() {
    assertThat(ServeFormat.JSON.serving(IPV6, "feed", ""))
        .containsExactly(
            "{\"type\":\"serving\",\"host\":\"::1\",\"port\":8787,\"tls\":false,\"epoch\":\"e1\"}");
  }
}
