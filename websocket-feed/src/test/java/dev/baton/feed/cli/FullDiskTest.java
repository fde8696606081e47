package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.record.Verification;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A system that takes no more of a file: the recording stops, the server does not, and the next
/// one begins a new epoch.
@Tag("process")
class FullDiskTest {
  /// In KiB.
  private static final int ROOM = 40;

  @TempDir private Path folder;

  @Test
  void theStreamGoesOnWithoutTheRecording() throws Exception {
    List<String> command =
        ChildJvm.of(Feed.class)
            .flags("-XX:TieredStopAtLevel=1")
            .command("serve", "--json", "--every=20ms", "--port=0", "--record=" + folder);
    String limited =
        "ulimit -f %d; exec %s"
            .formatted(
                ROOM,
                command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
    String epoch;
    try (ChildProcess server =
        ChildProcess.start(new ProcessBuilder("bash", "-c", limited), Duration.ofMinutes(2))) {
      String serving = server.awaitLine("{\"type\":\"serving\"");
      epoch = epoch(serving);
      assertThat(server.err().awaitLine("feed: the recording " + folder + " has stopped: "))
          .contains("; the stream goes on without it");
      try (ChildProcess watcher =
          FeedProcess.start("watch", FeedProcess.urlOf(serving), "--count=20", "--json")) {
        assertThat(watcher.exitCode()).isZero();
      }
    }

    try (ChildProcess server =
        FeedProcess.start("serve", "--json", "--every=20ms", "--port=0", "--record=" + folder)) {
      assertThat(epoch(server.awaitLine("{\"type\":\"serving\""))).isNotEqualTo(epoch);
      server.signal("TERM");
      server.exitCode();
    }
    assertThat(Verification.of(folder, problem -> assertThat(problem).isNull()).holds()).isTrue();
  }

  private static String epoch(String serving) {
    return serving.replaceAll(".*\"epoch\":\"([a-z0-9]+)\".*", "$1");
  }
}
