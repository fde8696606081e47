package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.net.RealLoop.Pair;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where an [IOException] is declared, one comes, and says of which address it speaks.
class AddressFailuresTest {
  private static final InetSocketAddress NAME = InetSocketAddress.createUnresolved("localhost", 0);

  /// One that the JDK does not know.
  private static final class Pigeon extends SocketAddress {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return "pigeon";
    }
  }

  private static void check(
      ThrowingCallable call, Class<? extends IOException> type, String message) {
    assertThatThrownBy(call).isExactlyInstanceOf(type).hasMessageStartingWith(message);
  }

  @Test
  void aNameThatWasNotLookedUpIsRefused() throws Exception {
    String reason = " localhost/<unresolved>:0: its name was not looked up; use new InetSocketA";
    RealLoop.run(
        () -> {
          check(() -> Net.listen(NAME), UnknownHostException.class, "cannot listen on" + reason);
          check(
              () -> Net.bind(NAME),
              UnknownHostException.class,
              "cannot receive datagrams at" + reason);
          try (Datagrams datagrams = Net.bind(RealLoop.anyPort())) {
            check(
                () -> datagrams.send(new byte[1], NAME),
                UnknownHostException.class,
                "cannot send a datagram to" + reason);
          }
        });
  }

  @Test
  void anAddressOfTheWrongKindIsRefused(@TempDir Path folder) throws Exception {
    UnixDomainSocketAddress unix = UnixDomainSocketAddress.of(folder.resolve("s"));
    String reason = ": this kind of address cannot be used here";
    RealLoop.run(
        () -> {
          check(
              () -> Net.bind(unix),
              SocketException.class,
              "cannot receive datagrams at " + unix + reason);
          try (Datagrams datagrams = Net.bind(RealLoop.anyPort())) {
            check(
                () -> datagrams.send(new byte[1], unix),
                SocketException.class,
                "cannot send a datagram to " + unix + reason);
          }
          Pigeon pigeon = new Pigeon();
          check(() -> Net.listen(pigeon), SocketException.class, "cannot listen on pigeon");
          check(() -> Net.connect(pigeon), SocketException.class, "cannot connect to pigeon");
        });
  }

  @Test
  void anAddressThatIsTakenIsNamed() throws Exception {
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort());
              Datagrams datagrams = Net.bind(RealLoop.anyPort())) {
            SocketAddress tcp = listener.localAddress();
            SocketAddress udp = datagrams.localAddress();
            check(
                () -> Net.listen(tcp),
                BindException.class,
                "cannot listen on " + tcp + ": Address already in use");
            check(
                () -> Net.bind(udp),
                BindException.class,
                "cannot receive datagrams at " + udp + ": Address already in use");
          }
        });
  }

  @Test
  void aUnixSocketThatIsNotThereIsNamed(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("none.sock");
    Path tooLong = folder.resolve("x".repeat(200));
    RealLoop.run(
        () -> {
          check(
              () -> Net.connect(UnixDomainSocketAddress.of(missing)),
              SocketException.class,
              "cannot connect to " + missing + ": No such file");
          assertThatThrownBy(() -> Net.connect(UnixDomainSocketAddress.of(tooLong)))
              .isInstanceOf(IOException.class)
              .hasMessageStartingWith("cannot connect to " + tooLong);
          assertThatThrownBy(() -> Net.listen(UnixDomainSocketAddress.of(tooLong)))
              .isInstanceOf(IOException.class)
              .hasMessageStartingWith("cannot listen on " + tooLong);
        });
  }

  @Test
  void aDatagramThatIsTooLargeIsNamed() throws Exception {
    RealLoop.run(
        () -> {
          try (Datagrams datagrams = Net.bind(RealLoop.anyPort())) {
            SocketAddress to = datagrams.localAddress();
            assertThatThrownBy(() -> datagrams.send(new byte[70_000], to))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot send a datagram to " + to + ": ");
          }
        });
  }

  @Test
  void aConnectionThatIsResetIsNamed() throws Exception {
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort());
              SocketChannel client = SocketChannel.open(listener.localAddress());
              Stream server = listener.accept()) {
            SocketAddress address = client.getLocalAddress();
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            client.close(); // a reset
            check(
                () -> server.read(1),
                SocketException.class,
                "cannot read from " + address + ": Connection reset");
            server.abort();
          }
        });
  }

  @Test
  void whoeverIsClosedHearsThatAndNothingOfAddresses() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            pair.client().abort();
            assertThatThrownBy(() -> pair.client().read(1))
                .isInstanceOf(java.nio.channels.ClosedChannelException.class);
          }
          Datagrams datagrams = Net.bind(null);
          SocketAddress to = datagrams.localAddress();
          datagrams.close();
          assertThatThrownBy(() -> datagrams.send(new byte[1], to))
              .isInstanceOf(java.nio.channels.ClosedChannelException.class);
          assertThat(datagrams).hasToString("Datagrams [closed]");
        });
  }
}
