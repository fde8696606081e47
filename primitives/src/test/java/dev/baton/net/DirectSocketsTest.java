package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectSocketsTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final List<URI> questions = new ArrayList<>();
  private final ProxySelector before = ProxySelector.getDefault();
  private final SocketFactory sockets = new DirectSockets();

  @BeforeEach
  void recordWhoAsksForAProxy() {
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            questions.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            questions.add(uri);
          }
        });
  }

  @AfterEach
  void restore() {
    ProxySelector.setDefault(before);
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 10, LOOPBACK);
  }

  private static int freePort() throws IOException {
    try (ServerSocket server = listen()) {
      return server.getLocalPort();
    }
  }

  @Test
  void connectWithoutAskingForAProxy() throws IOException {
    try (ServerSocket server = listen();
        Socket later = sockets.createSocket()) {
      later.connect(server.getLocalSocketAddress());
      try (Socket byName = sockets.createSocket("127.0.0.1", server.getLocalPort());
          Socket byAddress = sockets.createSocket(LOOPBACK, server.getLocalPort())) {
        assertThat(List.of(later, byName, byAddress)).allMatch(Socket::isConnected);
      }
    }
    assertThat(questions).isEmpty();
  }

  @Test
  void connectFromThePortThatIsWanted() throws IOException {
    int first = freePort();
    int second = freePort();
    try (ServerSocket server = listen();
        Socket byName = sockets.createSocket("127.0.0.1", server.getLocalPort(), LOOPBACK, first);
        Socket byAddress =
            sockets.createSocket(LOOPBACK, server.getLocalPort(), LOOPBACK, second)) {
      assertThat(byName.getLocalPort()).isEqualTo(first);
      assertThat(byAddress.getLocalPort()).isEqualTo(second);
    }
    assertThat(questions).isEmpty();
  }

  @Test
  void aRefusalIsAFailure() throws IOException {
    int nobody = freePort();

    assertThatThrownBy(() -> sockets.createSocket(LOOPBACK, nobody))
        .isInstanceOf(ConnectException.class);
  }

  /// If this fails, the JDK has changed, and the class is not needed any more.
  @Test
  void theJdksOwnSocketsAsk() throws IOException {
    try (ServerSocket server = listen();
        Socket socket = SocketFactory.getDefault().createSocket()) {
      socket.connect(server.getLocalSocketAddress());
    }
    assertThat(questions).extracting(URI::getScheme).containsExactly("socket");
  }
}
