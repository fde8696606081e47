package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.ValueInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
  @Test
  void whatASystemLacksIsNoChannelAndNoValue(@TempDir Path empty) {
    Host host = new Machine(empty).host();

    assertThat(host.channels())
        .extracting(ChannelInfo::name)
        .contains("host.cpu", "host.memory", "host.jvm")
        .doesNotContain("host.disk", "host.network", "host.pressure");
    assertThat(names(host, "host.cpu")).containsExactly("load");
    assertThat(names(host, "host.memory")).containsExactly("used", "total");
  }

  @Test
  void whatItHasIsDeclaredInTheOrderInWhichItIsShown(@TempDir Path root) throws IOException {
    Machine machine =
        new Machine(root)
            .write("proc/diskstats", "254 0 vda 1 0 2 0 3 0 4 0 0 5 6\n")
            .write("proc/loadavg", "0.52 0.48 0.40 2/117 6740\n");
    Host host = machine.host();

    assertThat(names(host, "host.load"))
        .containsExactly("load1", "load5", "load15", "running", "tasks");
    assertThat(names(host, "host.disk"))
        .containsExactly("read", "written", "reads", "writes", "busy");
    machine.pass(1);
    assertThat(host.read().get("host.disk"))
        .containsOnlyKeys("read", "written", "reads", "writes", "busy")
        .containsEntry("written", 0.0);
  }

  @Test
  void aSourceThatGoesAwayIsLeftOutAndNotZero(@TempDir Path root) throws IOException {
    Machine machine =
        new Machine(root)
            .write("proc/diskstats", "254 0 vda 1 0 2 0 3 0 4 0 0 5 6\n")
            .write("proc/pressure/io", "some avg10=1.00 avg60=0 avg300=0 total=0\n");
    Host host = machine.host();
    machine.pass(1).write("proc/diskstats", "").write("proc/pressure/io", "");

    assertThat(host.read().get("host.disk")).isEmpty();
    assertThat(host.read().get("host.pressure")).isEmpty();
  }

  @Test
  void thisMachineIsMeasured() {
    Host host = new Host();
    Map<String, Map<String, Double>> read = host.read();

    assertThat(read.keySet())
        .containsExactlyElementsOf(host.channels().stream().map(ChannelInfo::name).toList());
    double used = read.get(Host.MEMORY).get("used");
    assertThat(used).isBetween(1e6, read.get(Host.MEMORY).get("total"));
    assertThat(read.get("host.jvm").get("heapUsed")).isPositive();
    assertThat(read.get("host.jvm").get("threads")).isPositive();
  }

  /// So that a client takes what the server says.
  @Test
  void theChannelsAreWithinTheLimitsOfTheProtocol() {
    List<ChannelInfo> channels = new Host().channels();

    assertThat(channels).hasSizeLessThanOrEqualTo(Limits.CHANNELS);
    for (ChannelInfo channel : channels) {
      assertThat(channel.values()).hasSizeLessThanOrEqualTo(Limits.VALUES);
      assertThat(channel.values()).extracting(ValueInfo::name).doesNotHaveDuplicates();
    }
  }

  private static List<String> names(Host host, String channel) {
    return host.channels().stream()
        .filter(info -> info.name().equals(channel))
        .flatMap(info -> info.values().stream())
        .map(ValueInfo::name)
        .toList();
  }
}
