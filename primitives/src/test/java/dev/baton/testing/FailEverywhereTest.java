package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.DeadlockException;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.api.VirtualLoop;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailEverywhereTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// How the clients of all runs have ended.
  private final Set<String> ends = new LinkedHashSet<>();

  /// One request and its answer over a network in memory.
  @Suspends
  private void talk() throws Exception {
    ScriptedNetwork network = new ScriptedNetwork(1);
    try (Listener listener = network.listen("server", 7)) {
      TaskGroup.run(
          group -> {
            group.spawn(() -> listener.serve(1, FailEverywhereTest::answerInTime));
            try {
              ends.add(Async.timeout(LIMIT, () -> ask(network)));
            } catch (IOException | TimeoutException failure) {
              ends.add(failure.getMessage().replaceAll(" set at .*", ""));
            } finally {
              listener.close();
            }
          });
    }
  }

  @Suspends
  private static String ask(ScriptedNetwork network) throws IOException {
    try (Stream stream = network.connect("server", 7)) {
      stream.write("ping\n");
      return "got " + stream.readLine(100);
    }
  }

  @Suspends
  private static void answerInTime(Stream stream) throws IOException {
    try {
      Async.timeout(LIMIT, () -> answer(stream));
    } catch (TimeoutException stalled) {
      // the client hears of it, or has its own limit
    }
  }

  @Suspends
  private static void answer(Stream stream) throws IOException {
    String line = stream.readLine(100);
    if (line != null) {
      stream.write("re: " + line + "\n");
    }
  }

  @Test
  void everyInputAndOutputIsResetInTurn() {
    Exploration found = Explorer.fifo().failEverywhere(Fault.RESET).check(this::talk);

    assertThat(found.schedules())
        .as("undisturbed; connect, accept, write and read at both ends, the last accept")
        .isGreaterThanOrEqualTo(7);
    assertThat(ends)
        .contains(
            "got re: ping",
            "cannot connect to server/<unresolved>:7: no answer",
            "connection reset");
  }

  @Test
  void streamsEndEarlyAndComeInPieces() {
    Explorer.fifo().failEverywhere(Fault.HALF_CLOSE, Fault.SHORT).check(this::talk);
    assertThat(ends).containsExactlyInAnyOrder("got re: ping", "got null");
  }

  @Test
  void whatStallsNeedsATimeLimit() {
    Exploration found = Explorer.fifo().failEverywhere(Fault.STALL).check(this::talk);
    assertThat(ends).contains("got re: ping", "timed out: a limit of 10 s");
    assertThat(found.failures()).isZero();

    Exploration without =
        Explorer.fifo().failEverywhere(Fault.STALL).explore(FailEverywhereTest::patient);
    assertThat(without.firstFailing()).isEqualTo("stall:1");
    assertThat(without.firstFailure()).isInstanceOf(DeadlockException.class);
  }

  /// A pipe whose reader has all the time in the world.
  @Suspends
  private static void patient() throws IOException {
    Pipe pipe = new Pipe();
    pipe.first().write("x");
    pipe.second().readExactly(1);
  }

  @Test
  void garbageIsOtherBytes() {
    Explorer.fifo().failEverywhere(Fault.GARBAGE).check(this::talk);
    assertThat(ends).contains("got re: ping").hasSizeGreaterThan(1);
  }

  @Test
  void faultsAndOrdersAreCombined() {
    Exploration plain = Explorer.fifo().failEverywhere().check(this::talk);
    Exploration combined = Explorer.random(20).failEverywhere().check(this::talk);
    assertThat(combined.schedules()).isGreaterThan(plain.schedules() * 10);
  }

  @Test
  void faultsAndCancellationsAreTriedOneAfterTheOther() {
    int faults = Explorer.fifo().failEverywhere().check(this::talk).schedules();
    int cancellations = Explorer.fifo().cancelEverywhere().check(this::talk).schedules();
    int both = Explorer.fifo().cancelEverywhere().failEverywhere().check(this::talk).schedules();
    assertThat(both).isEqualTo(cancellations + faults - 1);
  }

  /// Believes that what was written at once is read at once.
  @Suspends
  private static void believesInWholePieces() throws IOException {
    Pipe pipe = new Pipe();
    pipe.first().write("four");
    byte[] bytes = pipe.second().read(4);
    if (bytes.length != 4) {
      throw new IllegalStateException("got " + bytes.length + " bytes");
    }
  }

  @Test
  void aFailureNamesWhatWentWrongAndCanBeRepeated() {
    assertThatThrownBy(
            () ->
                Explorer.fifo()
                    .failEverywhere(Fault.SHORT)
                    .check(FailEverywhereTest::believesInWholePieces))
        .isInstanceOf(ScheduleFailure.class)
        .hasMessageContaining("schedule short:1 fails (tried before: 1): ")
        .hasMessageContaining("IllegalStateException: got 1 bytes")
        .hasMessageContaining("\n  disturbed: SHORT at this write: connection in memory to second")
        .hasMessageContaining("run this test alone with -Dbaton.schedule=short:1")
        .extracting(failure -> ((ScheduleFailure) failure).schedule())
        .isEqualTo("short:1");
    assertThat(
            Explorer.replay("short:2")
                .explore(FailEverywhereTest::believesInWholePieces)
                .firstFailure())
        .hasMessage("got 1 bytes");
  }

  /// Takes a short read for the end of the stream.
  @Suspends
  private static void takesAPieceForTheEnd() throws IOException {
    try {
      believesInWholePieces();
    } catch (IllegalStateException tooShort) {
      throw new EOFException(tooShort.getMessage());
    }
  }

  @Test
  void nothingIsLostInPiecesSoNothingMayFailOfThem() {
    assertThat(
            Explorer.fifo()
                .failEverywhere(Fault.SHORT)
                .exploreUntilFailure(FailEverywhereTest::takesAPieceForTheEnd)
                .firstFailure())
        .isInstanceOf(EOFException.class);
    Explorer.fifo()
        .failEverywhere(Fault.RESET, Fault.HALF_CLOSE)
        .check(FailEverywhereTest::takesAPieceForTheEnd);
  }

  @Test
  void nothingFailsOutsideAnExploration() throws IOException {
    Explorer.fifo().failEverywhere().explore(FailEverywhereTest::believesInWholePieces);
    VirtualLoop.run(FailEverywhereTest::believesInWholePieces);
  }
}
