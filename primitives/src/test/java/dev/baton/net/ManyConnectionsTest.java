package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.EventLoop;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// 10,000 open connections on one loop, with the two ends in two processes.
@Tag("process")
class ManyConnectionsTest {
  private static final int CONNECTIONS = 10_000;

  /// The class path, the selector and so on.
  private static final int OTHER_DESCRIPTORS = 200;

  private static final int MOST_HEAP = 100_000_000;

  @Test
  void tenThousandIdleConnectionsTakeLittleHeapAndAllAnswer() throws Exception {
    assumeTrue(
        Descriptors.most() >= CONNECTIONS + OTHER_DESCRIPTORS,
        () -> "ulimit -n allows " + Descriptors.most() + " descriptors only");
    try (ChildProcess server = start(Server.class)) {
      String port = numberIn(server.awaitLine("port "));
      try (ChildProcess clients = start(Clients.class, port)) {
        clients.awaitLine("connected");
        int heap = Integer.parseInt(numberIn(server.awaitLine("heap ")));
        clients.writeLine("go");
        clients.awaitLine("answered " + CONNECTIONS);

        assertThat(heap).isLessThan(MOST_HEAP);
        Nightly.figure(heap / CONNECTIONS + " bytes of heap an idle connection");
      }
    }
  }

  private static ChildProcess start(Class<?> main, String... arguments) throws IOException {
    return ChildJvm.of(main).flags("-XX:+UseSerialGC", "-Xmx512m").start(arguments);
  }

  private static String numberIn(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  /// Echoes, and says what the heap has grown by when all are there.
  static final class Server {
    private static long before;
    private static int open;

    private Server() {}

    static void main(String[] args) throws IOException {
      before = usedHeap();
      EventLoop.run(
          () -> {
            Listener listener = Net.listen(RealLoop.anyPort());
            System.out.println("port " + listener.port());
            listener.serve(CONNECTIONS * 2, Server::echo);
          });
    }

    private static void echo(Stream stream) throws IOException {
      if (++open == CONNECTIONS) {
        EventLoop.running().callSoon(() -> System.out.println("heap " + (usedHeap() - before)));
      }
      for (byte[] bytes; (bytes = stream.read(8_192)).length > 0; ) {
        stream.write(bytes);
      }
    }

    private static long usedHeap() {
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }

  /// Connects, waits for a line, and uses every connection once.
  static final class Clients {
    private Clients() {}

    static void main(String[] args) throws IOException {
      InetSocketAddress server =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
      List<SocketChannel> channels = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        channels.add(SocketChannel.open(server));
      }
      System.out.println("connected");
      System.in.read();
      int answered = 0;
      for (SocketChannel channel : channels) {
        channel.write(ByteBuffer.wrap(new byte[] {1}));
        answered += channel.read(ByteBuffer.allocate(10));
      }
      System.out.println("answered " + answered);
    }
  }
}
