package dev.baton.feed.cli;

import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// `feed` as a process of its own.
final class FeedProcess {
  private FeedProcess() {}

  /// Starts it with these arguments.
  static ChildProcess start(String... arguments) throws IOException {
    return ChildJvm.of(Feed.class)
        .flags("-XX:TieredStopAtLevel=1") // it lives for seconds
        .errorsApart()
        .start(arguments);
  }

  /// Starts a server on ports of its own, which publishes 50 times a second.
  static ChildProcess serve() throws IOException {
    return start("serve", "--json", "--every=20ms", "--port=0");
  }

  /// @param serving the first line of a server
  static String urlOf(String serving) {
    return "ws://127.0.0.1:" + serving.replaceAll(".*\"port\":(\\d+).*", "$1");
  }

  /// A port that was free a moment ago.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
