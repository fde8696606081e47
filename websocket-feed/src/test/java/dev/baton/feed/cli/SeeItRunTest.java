package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.top.Top;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `--trace` and `--look`, of a real server and a real watcher.
@Tag("process")
@Tag("process")
@Timeout(120)
class SeeItRunTest {
  @TempDir private Path folder;

  @Test
  void bothCanBeWatchedAndLeaveATrace() throws Exception {
    Path serverTrace = folder.resolve("serve.html");
    Path watcherTrace = folder.resolve("watch.txt");
    try (ChildProcess server =
        FeedProcess.start(
            "serve", "--port", "0", "--every", "10ms", "--look", "--trace", "" + serverTrace)) {
      String url = server.awaitLine("  watch:").replaceFirst(".*(ws://\\S+).*", "$1");

      assertThat(top(server.pid()))
          .anyMatch(line -> line.contains(", feed serve, up "))
          .anyMatch(line -> line.matches(" +heartbeat +waiting .*FeedServer.heartbeat.*"));

      try (ChildProcess watcher =
          FeedProcess.start("watch", url, "--count", "3", "--trace", "" + watcherTrace)) {
        assertThat(watcher.exitCode()).isZero();
      }
      server.signal("TERM");
      assertThat(server.exitCode()).isEqualTo(143);
    }
    assertThat(Files.readString(serverTrace)).contains("feed serve", "heartbeat", "</html>");
    assertThat(Files.readString(watcherTrace))
        .startsWith("feed watch\n")
        .containsPattern("watcher +prints: .*host[.]cpu");
  }

  /// A process of its own, as it is used.
  private static List<String> top(long pid) throws Exception {
    try (ChildProcess top = ChildJvm.plain(Top.class).start("" + pid)) {
      return top.output().lines().toList();
    }
  }
}
