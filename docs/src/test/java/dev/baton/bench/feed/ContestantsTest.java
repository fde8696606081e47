package dev.baton.bench.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.bench.Cores;
import dev.baton.bench.Scripts;
import dev.baton.bench.ServerProcess;
import dev.baton.bench.Workspace;
import dev.baton.bench.feed.load.Comeback;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The load connects to every server that is installed, and gets events. How soon is never
/// asserted.
///
/// Ours is started by `./run`, which builds it; its own module's tests are for that.
@Timeout(60)
@Tag("process")
class ContestantsTest {
  private static final Duration EVERY = Duration.ofMillis(20);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final int SUBSCRIBERS = 20;

  private final Cores cores = new Cores(false);
  private Setup setup;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(ServerProcess.canBeMeasured(), "processor times come from /proc");
    setup =
        new Setup(
            Settings.parse(),
            Workspace.find(),
            Tools.find(),
            cores,
            new Scripts(Setup.class, "broadcast.js", "broadcast.py"),
            LoadProcess.start(cores),
            "dev");
  }

  @AfterEach
  void stop() {
    if (setup != null) {
      setup.close();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BATON")
  void sendsEventsToEveryone(Contestant one) throws Exception {
    assumeTrue(one.version(setup.tools()).isPresent(), one + " is not installed");
    LoadProcess load = setup.load();
    try (ServerProcess server = setup.start(one, 0, EVERY)) {
      load.connect(server.port(), SUBSCRIBERS, one.channel());
      Measured measured = Measured.take(load, server, SUBSCRIBERS, EVERY, SHORT);

      assertThat(measured.figures().deliveries()).isGreaterThanOrEqualTo(SUBSCRIBERS);
      assertThat(measured.figures().missing()).isZero();
      assertThat(measured.p99()).isPositive();
      assertThat(measured.peakBytes()).isPositive();
    }
  }

  @Test
  void allComeBackWhenTheServerDoes() throws Exception {
    LoadProcess load = setup.load();
    ServerProcess[] server = {setup.start(Contestant.NETTY, 0, EVERY)};
    try {
      load.connect(server[0].port(), SUBSCRIBERS, "-");
      Comeback comeback =
          load.comeBack(
              Duration.ofSeconds(30),
              () -> {
                server[0].kill();
                server[0] = setup.start(Contestant.NETTY, server[0].port(), EVERY);
              });

      assertThat(comeback.live()).isEqualTo(SUBSCRIBERS);
      assertThat(comeback.attempts()).isGreaterThanOrEqualTo(SUBSCRIBERS);
      assertThat(comeback.last()).isBetween(comeback.p50(), 30_000.0);
    } finally {
      server[0].close();
    }
  }

  @Test
  void whatTheLoadCannotDoIsSaidAndItGoesOn() throws Exception {
    LoadProcess load = setup.load();
    try (ServerProcess server = setup.start(Contestant.NETTY, 0, EVERY)) {
      int port = server.port();
      load.stall(port, 1, "-");
      load.connect(port, 2, "-");
      server.kill();

      assertThatThrownBy(() -> load.measure(Duration.ofSeconds(30), () -> {}))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> load.connect(port, 1, "-"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("refused");
      load.disconnect();
    }
  }
}
