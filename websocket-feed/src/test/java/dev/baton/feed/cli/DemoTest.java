package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.program.Exit;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.UnixSignals;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The demonstration, as somebody sees it who has just heard of the feed.
@Tag("process")
class DemoTest {
  private static final Pattern PROCESS = Pattern.compile("It is process (\\d+),");

  @Test
  void nothingIsLostAndTheRecordingIsWhole() throws Exception {
    try (ChildProcess demo = FeedProcess.start("demo")) {
      List<String> lines = demo.output().lines().toList();

      assertThat(demo.exitCode()).isEqualTo(Exit.OK.code());
      assertThat(lines.getLast()).matches("feed demo: filled [1-9][0-9,]*, lost 0");
      assertThat(lines)
          .anyMatch(line -> line.contains("kill -9"))
          .anyMatch(line -> line.endsWith("The numbers go on where they stopped."))
          .anyMatch(line -> line.contains("The recording is verified: "))
          .anyMatch(line -> line.endsWith("that the watcher has is in it, value by value."))
          .allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void ctrlCLeavesNoServerBehind() throws Exception {
    UnixSignals.assumeHeard("INT");
    try (ChildProcess demo = FeedProcess.start("demo")) {
      demo.nextLine();
      Matcher process = PROCESS.matcher(demo.nextLine());
      assertThat(process.find()).isTrue();
      demo.signal("INT");

      assertThat(demo.exitCode()).isEqualTo(Exit.INTERRUPTED.code());
      assertThat(ProcessHandle.of(Long.parseLong(process.group(1)))).isEmpty();
    }
  }
}
