package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.program.Exit;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.UnixSignals;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Watchers as people start them, of a real server.
@Tag("process")
@Timeout(120)
class WatchProcessTest {
  private static final int FULL_PIPE = 60_000;

  private static ChildProcess server;
  private static String url;

  @TempDir private Path folder;

  @BeforeAll
  static void serve() throws Exception {
    server = FeedProcess.start("serve", "--json", "--every=50ms", "--port=0");
    url = FeedProcess.urlOf(server.nextLine());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void theNextWatcherGoesOnWhereTheLastOneStopped() throws Exception {
    Path state = folder.resolve("state");
    List<Long> seen = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      seen.addAll(
          numbers(
              FeedProcess.start(
                  "watch", url, "host.cpu", "--json", "--count=5", "--state", "" + state)));
    }

    assertThat(seen).hasSize(15).isEqualTo(inARow(seen.getFirst(), 15));
  }

  @Test
  void aWatcherThatWasKilledRepeatsSomethingAndLeavesOutNothing() throws Exception {
    Path state = folder.resolve("state");
    long first;
    long last = 0;
    try (ChildProcess killed =
        FeedProcess.start("watch", url, "host.cpu", "--json", "--state", "" + state)) {
      first = number(killed.awaitLine("{\"type\":\"reading\""));
      while (!Files.exists(state) || last < first + 5) {
        last = number(killed.awaitLine("{\"type\":\"reading\""));
      }
      killed.signal("KILL");
      last = last(killed.output());
    }
    List<Long> next =
        numbers(
            FeedProcess.start(
                "watch", url, "host.cpu", "--json", "--count=20", "--state", "" + state));

    assertThat(next).isEqualTo(inARow(next.getFirst(), 20));
    assertThat(next.getFirst()).isBetween(first, last + 1);
  }

  @Test
  void theStateOfAnotherServerIsRefused() throws Exception {
    Path state = folder.resolve("state");
    Files.writeString(state, "{\"server\":\"ws://127.0.0.1:1\",\"channels\":[]}");
    try (ChildProcess watch =
        FeedProcess.start("watch", "ws://127.0.0.1:2", "--state", "" + state)) {
      assertThat(watch.exitCode()).isEqualTo(Exit.USAGE.code());
      assertThat(watch.err().all())
          .contains("is of ws://127.0.0.1:1, and this is ws://127.0.0.1:2");
    }
  }

  @Test
  void beginsWithTheNumberThatWasAskedFor() throws Exception {
    assertThat(
            numbers(
                FeedProcess.start("watch", url, "host.cpu", "--json", "--count=5", "--since=1")))
        .isEqualTo(inARow(1, 5));
    assertThat(
            numbers(
                FeedProcess.start("watch", url, "host.cpu", "--json", "--count=5", "--since=1h")))
        .isEqualTo(inARow(1, 5));
  }

  @Test
  void anAlertThatHoldsEndsTheWatcherWithACodeOfItsOwn() throws Exception {
    try (ChildProcess watch =
        FeedProcess.start(
            "watch",
            url,
            "--json",
            "--alert",
            "host.cpu.load < 0 for 1s",
            "--alert",
            "host.memory.used > 1KiB for 100ms")) {
      List<String> lines = watch.output().lines().toList();

      assertThat(watch.exitCode()).isEqualTo(Exits.ALERT.code());
      assertThat(lines.get(lines.size() - 2))
          .startsWith("{\"type\":\"alert\",\"alert\":\"host.memory.used > 1KiB for 100ms\"");
      assertThat(lines.getLast()).startsWith("{\"type\":\"total\"");
    }
  }

  @Test
  void whatIsMistypedIsSaid() throws Exception {
    try (ChildProcess value = FeedProcess.start("watch", url, "--alert", "host.cpu.laod > 1");
        ChildProcess channel = FeedProcess.start("watch", url, "--wait", "host.cup")) {
      assertThat(value.exitCode()).isEqualTo(Exit.USAGE.code());
      assertThat(value.err().all()).contains("no value laod; did you mean load?");
      assertThat(channel.exitCode()).isEqualTo(Exit.USAGE.code());
      assertThat(channel.err().all()).contains("no channel host.cup; did you mean host.cpu?");
    }
  }

  @Test
  void whatCameLiveIsWhatTheHistorySays() throws Exception {
    try (ChildProcess verify = FeedProcess.start("verify", url, "--for=1s", "--json")) {
      assertThat(verify.output())
          .startsWith("{\"type\":\"verified\",\"holds\":true,\"compared\":")
          .endsWith("\"problems\":0}");
      assertThat(verify.exitCode()).isEqualTo(Exit.OK.code());
    }
  }

  /// Whoever stops it wonders why it does not end.
  @Test
  void ctrlCWithAFullPipeSaysWhatItWaitsFor() throws Exception {
    UnixSignals.assumeHeard("INT");
    Process watch =
        new ProcessBuilder(ChildJvm.of(Feed.class).command("watch", url, "--since", "1")).start();
    try (BufferedReader err = watch.errorReader()) {
      while (watch.getInputStream().available() < FULL_PIPE) {
        assertThat(watch.isAlive()).isTrue();
        Thread.yield();
      }
      UnixSignals.send(watch.pid(), "INT");

      assertThat(err.lines().filter(line -> line.contains("waiting for whoever")).findFirst())
          .hasValue(
              "feed: waiting for whoever reads the output to take what is left; Ctrl-C ends at"
                  + " once");
      watch.getInputStream().readAllBytes();
      assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.exitValue()).isEqualTo(Exit.INTERRUPTED.code());
    } finally {
      watch.destroyForcibly();
    }
  }

  private static List<Long> numbers(ChildProcess watch) throws Exception {
    try (watch) {
      List<Long> numbers =
          watch
              .output()
              .lines()
              .filter(line -> line.startsWith("{\"type\":\"reading\""))
              .map(WatchProcessTest::number)
              .toList();
      assertThat(watch.exitCode()).as(watch.err().all()).isEqualTo(Exit.OK.code());
      return numbers;
    }
  }

  /// The last line may be cut off; its number stands at its beginning.
  private static long last(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("{\"type\":\"reading\"") && line.contains(",\"ts\":"))
        .mapToLong(WatchProcessTest::number)
        .max()
        .orElseThrow();
  }

  private static long number(String reading) {
    return Long.parseLong(reading.replaceAll(".*\"seq\":(\\d+).*", "$1"));
  }

  private static List<Long> inARow(long first, int count) {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(first + i);
    }
    return numbers;
  }
}
