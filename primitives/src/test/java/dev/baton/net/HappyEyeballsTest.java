package dev.baton.net;

import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Task;
import dev.baton.TimeoutException;
import dev.baton.api.VirtualLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The race between a host's addresses, with scripted connections.
class HappyEyeballsTest {
  private static final long NEVER = Long.MAX_VALUE;

  private final List<String> trail = new ArrayList<>();
  private final Map<InetSocketAddress, Script> scripts = new HashMap<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  private record Script(long millis, boolean answers) {}

  private InetSocketAddress answers(String ip, long afterMillis) throws IOException {
    return add(ip, new Script(afterMillis, true));
  }

  private InetSocketAddress fails(String ip, long afterMillis) throws IOException {
    return add(ip, new Script(afterMillis, false));
  }

  private InetSocketAddress add(String ip, Script script) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(ip), 80);
    addresses.add(address);
    scripts.put(address, script);
    return address;
  }

  private Transport connect() throws IOException {
    return HappyEyeballs.connect(addresses, this::tryOne);
  }

  private Transport tryOne(InetSocketAddress address) throws IOException {
    String ip = address.getAddress().getHostAddress();
    note("try", ip);
    Script script = scripts.get(address);
    try {
      Async.sleep(script.millis() == NEVER ? ms(1_000_000) : ms(script.millis()));
    } catch (CancelledError cancelled) {
      note("cancel", ip);
      throw cancelled;
    }
    if (!script.answers()) {
      throw new IOException(ip + " fails");
    }
    return new Scripted(address, () -> note("close", ip));
  }

  private void note(String what, String ip) {
    trail.add(now() + " " + what + " " + ip);
  }

  @Test
  void theFirstHasAHeadStartAndWinsIfItAnswersInTime() throws Exception {
    VirtualLoop.run(
        () -> {
          InetSocketAddress first = answers("10.0.0.1", 249);
          answers("10.0.0.2", 0);

          assertThat(connect().remoteAddress()).isEqualTo(first);
        });
    assertThat(trail).containsExactly("0 try 10.0.0.1");
  }

  @Test
  void aSlowFirstIsOvertakenAndCancelled() throws Exception {
    VirtualLoop.run(
        () -> {
          answers("10.0.0.1", NEVER);
          InetSocketAddress second = answers("10.0.0.2", 30);

          assertThat(connect().remoteAddress()).isEqualTo(second);
          assertThat(now()).isEqualTo(280);
          Async.yieldNow();
        });
    assertThat(trail).containsExactly("0 try 10.0.0.1", "250 try 10.0.0.2", "280 cancel 10.0.0.1");
  }

  @Test
  void afterAFailureTheNextIsTriedAtOnce() throws Exception {
    VirtualLoop.run(
        () -> {
          fails("10.0.0.1", 10);
          fails("10.0.0.2", 10);
          answers("10.0.0.3", 10);
          connect();
        });
    assertThat(trail).containsExactly("0 try 10.0.0.1", "10 try 10.0.0.2", "20 try 10.0.0.3");
  }

  @Test
  void aLoserThatHasConnectedTooIsClosed() throws Exception {
    VirtualLoop.run(
        () -> {
          answers("10.0.0.1", 260);
          answers("10.0.0.2", 10);
          connect();
          Async.sleep(ms(1));
        });
    assertThat(trail)
        .contains("0 try 10.0.0.1", "250 try 10.0.0.2")
        .filteredOn(line -> line.contains("close"))
        .hasSize(1);
  }

  @Test
  void whenNoneAnswersTheFirstFailureIsRaisedWithTheOthers() throws Exception {
    VirtualLoop.run(
        () -> {
          fails("10.0.0.1", 400);
          fails("10.0.0.2", 10);
          fails("10.0.0.3", 300);

          assertThatThrownBy(this::connect)
              .isInstanceOf(IOException.class)
              .hasMessage("no address answers: 10.0.0.2 fails")
              .hasRootCauseMessage("10.0.0.2 fails")
              .satisfies(
                  all ->
                      assertThat(all.getSuppressed())
                          .extracting(Throwable::getMessage)
                          .contains("10.0.0.1 fails", "10.0.0.3 fails"));
        });
  }

  @Test
  void aCancelledConnectCancelsAllAttempts() throws Exception {
    VirtualLoop.run(
        () -> {
          answers("10.0.0.1", NEVER);
          answers("10.0.0.2", NEVER);
          assertThatThrownBy(() -> Async.timeout(ms(300), this::connect))
              .isInstanceOf(TimeoutException.class);
          Async.yieldNow();
        });
    assertThat(trail).contains("300 cancel 10.0.0.1", "300 cancel 10.0.0.2");
  }

  @Test
  void anAttemptThatConnectsAsItIsCancelledIsClosed() throws Exception {
    VirtualLoop.run(
        () -> {
          answers("10.0.0.1", 50);
          Task<Transport> connecting = Async.spawn(this::connect);
          Async.sleep(ms(50)); // the attempt has ended in this turn, its parent does not know yet
          connecting.cancel();
          Async.sleep(ms(1));
          assertThat(connecting.isCancelled()).isTrue();
        });
    assertThat(trail).containsExactly("0 try 10.0.0.1", "50 close 10.0.0.1");
  }

  @Test
  void familiesTakeTurnsBeginningWithTheFirstOnes() throws Exception {
    for (String ip : List.of("::1", "::2", "::3", "10.0.0.1", "10.0.0.2")) {
      answers(ip, 0);
    }

    assertThat(HappyEyeballs.interleave(addresses))
        .extracting(address -> address.getAddress().getHostAddress())
        .containsExactly(
            "0:0:0:0:0:0:0:1", "10.0.0.1", "0:0:0:0:0:0:0:2", "10.0.0.2", "0:0:0:0:0:0:0:3");
    assertThat(HappyEyeballs.interleave(addresses.reversed()))
        .extracting(address -> address.getAddress().getHostAddress())
        .startsWith("10.0.0.2", "0:0:0:0:0:0:0:3");
  }

  @Test
  void atMostSixteenAddressesAreTried() throws Exception {
    VirtualLoop.run(
        () -> {
          for (int i = 1; i <= 20; i++) {
            fails("10.0.0." + i, 1);
          }
          assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
        });
    assertThat(trail).hasSize(16);
  }

  /// A connection on which nothing happens but its end.
  private record Scripted(InetSocketAddress remoteAddress, Runnable onClose) implements Transport {
    @Override
    public void close() {
      onClose.run();
    }

    @Override
    public void awaitReadable() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int readNow(ByteBuffer target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(ByteBuffer source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void flush() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void shutdownOutput() {
      throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress localAddress() {
      throw new UnsupportedOperationException();
    }
  }
}
