package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static final String HEAD =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
      """;

  private static final String BEFORE =
      HEAD
          + """
               lo: 2449493849781 422208902    0 1189    0     0          0         0 2449493849781 422208902    0    0    0     0       0          0
             eth0: 608229972   56064    1    2    0     0          0         0  4079092   51770    3    4    0     0       0          0
          docker0: 100 100 0 0 0 0 0 0 100 100 0 0 0 0 0 0
          """;

  private static final String AFTER =
      HEAD
          + """
               lo: 2449493999999 422209999    0 1189    0     0          0         0 2449493999999 422209999    0    0    0     0       0          0
             eth0: 608230972   56084    2    4    0     0          0         0  4079592   51780    6    8    0     0       0          0
          docker0: 200 110 0 0 0 0 0 0 300 120 0 0 0 0 0 0
          """;

  @Test
  void hardwareIsCountedAndNotWhatStandsOnIt(@TempDir Path root) throws IOException {
    Machine machine = new Machine(root).write("sys/class/net/eth0/device/vendor", "");

    assertThat(rates(machine))
        .isEqualTo(
            Map.of(
                "received", 1000.0,
                "sent", 500.0,
                "packetsReceived", 20.0,
                "packetsSent", 10.0,
                "errors", 4.0,
                "dropped", 6.0));
  }

  @Test
  void whereNoneHasHardwareAllCountButTheLoopback(@TempDir Path root) throws IOException {
    assertThat(rates(new Machine(root)))
        .containsEntry("received", 1100.0)
        .containsEntry("sent", 700.0);
  }

  private static Map<String, Double> rates(Machine machine) throws IOException {
    machine.write("proc/net/dev", BEFORE);
    Network network = new Network(machine.files(), machine::nanos);
    assertThat(network.begin()).hasSize(6);
    machine.pass(1).write("proc/net/dev", AFTER);
    return network.read();
  }

  @Test
  void withTheLoopbackAloneThereIsNoNetwork(@TempDir Path root) throws IOException {
    Machine machine =
        new Machine(root).write("proc/net/dev", "lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n");

    assertThat(new Network(machine.files(), machine::nanos).begin()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eth0", "eth0:1", "wlp3s0", "enp0s31f6", "br-0a1b2c3d4e5f", "\u00e9"})
  void namesOfInterfaces(String name) {
    assertThat(Network.parse("  " + name + ":1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"))
        .containsOnlyKeys(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        HEAD,
        "eth0",
        ":1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n",
        "eth0: 1 2 3\n",
        "eth0: 1 2 3 4 5 6 7 8 9 10 11 -12 13 14 15 16\n",
        "eth0: a 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n",
        "eth0: 9999999999999999999 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n",
        "../../etc: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n",
        "much-too-long-a-name: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
      })
  void whatLinuxDoesNotWriteIsNotUnderstood(String dev) {
    assertThat(Network.parse(dev)).isEmpty();
  }

  /// The last line would be of half an interface.
  @Test
  void ofAFileWithoutEndTheWholeLinesAreTaken(@TempDir Path root) throws IOException {
    String line = "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n";
    Machine machine = new Machine(root).write("proc/net/dev", line.repeat(40_000));

    String read = machine.files().read("proc/net/dev");
    assertThat(read.length()).isBetween((1 << 20) - line.length(), 1 << 20);
    assertThat(read).endsWith("16\n");
  }
}
