package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A server that may open fewer files than there are connections.
@Tag("process")
class FewDescriptorsTest {
  private static final int FILES = 200;

  @Test
  void theServerTakesNewWatchersWhenTheOthersHaveGone() throws Exception {
    try (ChildProcess server = serve();
        ChildProcess watch = watchAfterACrowd(server)) {
      assertThat(watch.awaitLine("{\"type\":\"connected\"")).contains("ws://127.0.0.1:");
      watch.awaitLine("{\"type\":\"reading\"");

      server.signal("TERM");
      assertThat(server.err().all())
          .contains("feed: a connection could not be accepted: Too many open files; ")
          .contains("ulimit -n")
          .containsOnlyOnce("accepted");
    }
  }

  private static ChildProcess watchAfterACrowd(ChildProcess server) throws Exception {
    String url = FeedProcess.urlOf(server.nextLine());
    haveClassesLoaded(url);
    List<Socket> crowd = new ArrayList<>();
    try {
      while (crowd.size() < FILES + 100) {
        crowd.add(connect(url));
      }
      server.err().awaitLine("feed: a connection");
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
    return FeedProcess.start("watch", "--json", "--wait", url);
  }

  /// Each class that comes from a folder needs a file while it is loaded; a jar is open all the
  /// time.
  private static void haveClassesLoaded(String url) throws Exception {
    try (ChildProcess first = FeedProcess.start("watch", "--json", "--wait", url)) {
      first.awaitLine("{\"type\":\"reading\"");
    }
  }

  private static Socket connect(String url) throws IOException {
    return new Socket(
        InetAddress.getLoopbackAddress(), Integer.parseInt(url.replaceAll(".*:", "")));
  }

  private static ChildProcess serve() throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -n " + FILES + "; exec \"$@\"", "-"));
    command.addAll(
        ChildJvm.of(Feed.class)
            .flags("-XX:TieredStopAtLevel=1")
            .command("serve", "--json", "--every=20ms", "--port=0"));
    return ChildProcess.start(new ProcessBuilder(command));
  }
}
