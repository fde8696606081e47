package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Task;
import dev.baton.TaskGroup;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// UDP on this machine, where no datagram is lost as long as few are under way.
class DatagramsTest {
  private static final int LARGEST_IPV4 = 65_507;

  @Test
  void datagramsComeWholeWithTheirSender() throws Exception {
    RealLoop.run(
        () -> {
          try (Datagrams one = Net.bind(RealLoop.anyPort());
              Datagrams other = Net.bind(RealLoop.anyPort())) {
            for (int size : new int[] {0, 1, 1_000, LARGEST_IPV4}) {
              one.send(new byte[size], other.localAddress());
              Datagram got = other.receive();

              assertThat(got.bytes()).hasSize(size);
              assertThat(got.from()).isEqualTo(one.localAddress());
            }
          }
        });
  }

  @Test
  void oneThatIsTooLargeIsRefusedAndTheNextGoes() throws Exception {
    RealLoop.run(
        () -> {
          try (Datagrams one = Net.bind(RealLoop.anyPort())) {
            for (int size : new int[] {LARGEST_IPV4 + 1, 65_535, 65_536, 1_000_000}) {
              assertThatThrownBy(() -> one.send(new byte[size], one.localAddress()))
                  .isInstanceOf(IOException.class);
            }
            one.send(new byte[] {7}, one.localAddress());
            assertThat(one.receive().bytes()).containsExactly(7);
          }
        });
  }

  @Test
  void manyTasksMaySend() throws Exception {
    RealLoop.run(
        () -> {
          try (Datagrams one = Net.bind(RealLoop.anyPort())) {
            Set<Byte> got = new HashSet<>();
            TaskGroup.run(
                group -> {
                  for (byte i = 0; i < 50; i++) {
                    byte[] bytes = {i};
                    group.spawn(() -> one.send(bytes, one.localAddress()));
                  }
                  while (got.size() < 50) {
                    got.add(one.receive().bytes()[0]);
                  }
                });
            assertThat(got).hasSize(50);
          }
        });
  }

  @Test
  void closingWakesTheReceiverAndASecondReceiverIsRefused() throws Exception {
    RealLoop.run(
        () -> {
          Datagrams one = Net.bind(null);
          Task<Datagram> receiver = Async.spawn(one::receive);
          Async.sleep(Duration.ofMillis(1));
          assertThatThrownBy(one::receive)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageEndingWith("two tasks cannot read at once");
          one.close();
          one.close();

          assertThatThrownBy(receiver::await).isInstanceOf(ClosedChannelException.class);
          assertThatThrownBy(one::receive).isInstanceOf(ClosedChannelException.class);
          assertThat(one).hasToString("Datagrams [closed]");
          assertThat(one.label().title()).isEqualTo("Datagrams");
        });
  }
}
