package dev.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every server that is installed answers. How fast is never asserted.
@Timeout(60)
class NetServersTest {
  /// Even the slowest of them on a busy machine has answered once by then.
  private static final Duration SHORT = Duration.ofSeconds(1);

  static Stream<NetContestant> httpServers() {
    return Stream.of(NetContestant.values()).filter(one -> one.speaks(Protocol.HTTP));
  }

  @ParameterizedTest
  @EnumSource
  void sendsBackWhatItGets(NetContestant contestant) throws Exception {
    try (NetLoad load = new EchoLoad(new Cores(false))) {
      check(contestant, new NetRow(Protocol.ECHO, 16 * 1024, 10, 0), load);
    }
  }

  @ParameterizedTest
  @MethodSource("httpServers")
  void answersRequests(NetContestant contestant) throws Exception {
    assumeTrue(NetTools.find().wrk(), "wrk is not installed: install it to run this test");
    try (NetLoad load = new Wrk(new Cores(false))) {
      check(contestant, new NetRow(Protocol.HTTP, 1024, 10, 0), load);
    }
  }

  private static void check(NetContestant contestant, NetRow row, NetLoad load) throws Exception {
    NetTools tools = NetTools.find();
    assumeTrue(contestant.version(tools).isPresent(), contestant + " is not installed");
    try (NetScripts scripts = new NetScripts();
        ServerProcess server =
            ServerProcess.start(
                new Cores(false), contestant.command(row.protocol(), scripts, tools))) {
      NetRun run = load.run(server, row, SHORT);

      assertThat(run.requestsPerSecond()).isPositive();
      assertThat(run.cpuMicros()).isNotNegative(); // the kernel counts in ticks
    }
  }
}
