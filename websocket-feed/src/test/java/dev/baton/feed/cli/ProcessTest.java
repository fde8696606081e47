package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.program.Exit;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.UnixSignals;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A real server and a real watcher, each in a process of its own.
@Tag("process")
class ProcessTest {
  @Test
  void aWatcherSeesWhatAServerPublishes() throws Exception {
    try (ChildProcess server = FeedProcess.serve();
        ChildProcess watch = FeedProcess.start("watch", "--json", "--count=6", urlOf(server))) {
      List<String> lines = watch.output().lines().toList();

      assertThat(watch.exitCode()).isEqualTo(Exit.OK.code());
      assertThat(lines.getFirst()).startsWith("{\"type\":\"connected\",\"url\":\"ws://127.0.0.1:");
      assertThat(lines.subList(1, 7)).allMatch(line -> line.startsWith("{\"type\":\"reading\""));
      assertThat(lines.getLast()).startsWith("{\"type\":\"total\",\"readings\":6,");
    }
  }

  @Test
  void ctrlCEndsBothWithASummary() throws Exception {
    UnixSignals.assumeHeard("INT");
    try (ChildProcess server = FeedProcess.serve();
        ChildProcess watch = FeedProcess.start("watch", "--json", urlOf(server))) {
      watch.awaitLine("{\"type\":\"connected\"");
      watch.signal("INT");
      assertThat(watch.output().lines().toList().getLast()).startsWith("{\"type\":\"total\"");
      assertThat(watch.exitCode()).isEqualTo(Exit.INTERRUPTED.code());

      server.signal("INT");
      assertThat(server.nextLine()).startsWith("{\"type\":\"stopped\"");
      assertThat(server.exitCode()).isEqualTo(Exit.INTERRUPTED.code());
    }
  }

  @Test
  void aReaderThatHasSeenEnoughEndsTheWatcherQuietly() throws Exception {
    try (ChildProcess server = FeedProcess.serve();
        ChildProcess watch = FeedProcess.start("watch", "--json", urlOf(server))) {
      watch.awaitLine("{\"type\":\"reading\"");
      watch.closeOutput();

      assertThat(watch.exitCode()).isEqualTo(Exit.OK.code());
      assertThat(watch.err().all()).doesNotContain("feed:");
    }
  }

  private static String urlOf(ChildProcess server) throws InterruptedException {
    return FeedProcess.urlOf(server.nextLine());
  }
}
