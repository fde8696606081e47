package dev.baton.bench.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.bench.Cores;
import dev.baton.bench.Scripts;
import dev.baton.bench.ServerProcess;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every server that is installed answers. How fast is never asserted.
@Timeout(60)
@Tag("process")
class ServersTest {
  /// Even the slowest of them on a busy machine has answered once by then.
  private static final Duration SHORT = Duration.ofSeconds(1);

  static Stream<Contestant> httpServers() {
    return Stream.of(Contestant.values()).filter(one -> one.speaks(Protocol.HTTP));
  }

  @ParameterizedTest
  @EnumSource
  void sendsBackWhatItGets(Contestant contestant) throws Exception {
    try (Load load = new EchoLoad(new Cores(false))) {
      check(contestant, new Row(Protocol.ECHO, 16 * 1024, 10, 0), load);
    }
  }

  @ParameterizedTest
  @MethodSource("httpServers")
  void answersRequests(Contestant contestant) throws Exception {
    assumeTrue(Tools.find().wrk(), "wrk is not installed: install it to run this test");
    try (Load load = new Wrk(new Cores(false))) {
      check(contestant, new Row(Protocol.HTTP, 1024, 10, 0), load);
    }
  }

  private static void check(Contestant contestant, Row row, Load load) throws Exception {
    Tools tools = Tools.find();
    assumeTrue(contestant.version(tools).isPresent(), contestant + " is not installed");
    try (Scripts scripts = Contestant.scripts();
        ServerProcess server =
            ServerProcess.start(
                new Cores(false), contestant.command(row.protocol(), scripts, tools))) {
      Run run = load.run(server, row, SHORT);

      assertThat(run.requestsPerSecond()).isPositive();
      assertThat(run.cpuMicros()).isNotNegative(); // the kernel counts in ticks
    }
  }
}
