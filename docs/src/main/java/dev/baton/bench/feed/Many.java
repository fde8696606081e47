package dev.baton.bench.feed;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.Outcome;
import dev.baton.bench.ServerProcess;
import dev.baton.bench.ServerProcess.ThreadTime;
import dev.baton.bench.Statistics;
import dev.baton.bench.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Ours with very many subscribers: what each of them costs, and how many threads that takes.
final class Many {
  static final int SUBSCRIBERS = 10_000;

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final double GOAL_HEAP_KB = 20;

  /// A thread with less of the processor time has only helped out.
  private static final double SHARE_OF_WORK = 0.05;

  private final Setup setup;

  private Many(Setup setup) {
    this.setup = setup;
  }

  /// @param heapBytes for a subscriber, after a full collection
  /// @param residentBytes for a subscriber
  /// @param threads that have done the work
  private record Run(
      Measured measured, double heapBytes, double residentBytes, List<ThreadTime> threads) {
    @Override
    public String toString() {
      return "%.1f KB of heap a subscriber, %s".formatted(heapBytes / 1e3, measured);
    }
  }

  static String text(Setup setup) throws IOException, InterruptedException {
    return new Many(setup).text();
  }

  private String text() throws IOException, InterruptedException {
    Map<Contestant, Turns.Turn<Run>> turns = new EnumMap<>(Map.of(Contestant.BATON, this::run));
    Outcome<Run> outcome =
        new Turns<>(turns, one -> one.title, FeedBench::note)
            .run(setup.settings().runs())
            .get(Contestant.BATON);
    if (!outcome.isUsable()) {
      throw new IOException(outcome.error());
    }
    return """
    **%,d subscribers in one process, 1 event a second**, %s

    %s
    """
        .formatted(
            SUBSCRIBERS,
            Contestant.BATON.title,
            MarkdownTable.text(
                List.of(
                    "heap, KB a subscriber",
                    "goal",
                    "resident, KB a subscriber",
                    "threads at work",
                    "goal",
                    "p50, ms",
                    "p99, ms",
                    "processor us a delivery",
                    "delivered"),
                List.of(line(outcome))));
  }

  private static List<String> line(Outcome<Run> outcome) {
    Statistics heap = outcome.of(run -> run.heapBytes() / 1e3);
    int threads = outcome.runs().stream().mapToInt(run -> run.threads().size()).max().orElse(0);
    return List.of(
        heap.spread(),
        "%.0f".formatted(GOAL_HEAP_KB) + (heap.median() > GOAL_HEAP_KB ? " MISSED" : ""),
        outcome.of(run -> run.residentBytes() / 1e3).spread(),
        String.valueOf(threads),
        "1" + (threads > 1 ? " MISSED" : ""),
        outcome.of(run -> run.measured().p50()).spread(),
        outcome.of(run -> run.measured().p99()).spread(),
        outcome.of(run -> run.measured().processorMicros()).spread(),
        "%.0f %%".formatted(outcome.of(run -> run.measured().delivered()).median() * 100));
  }

  private Run run() throws IOException, InterruptedException {
    LoadProcess load = setup.load();
    try (ServerProcess server = setup.start(Contestant.BATON, 0, EVERY)) {
      long heap = LiveHeap.of(server.process());
      long resident = MeasuredProcess.peakBytes(server.process());
      load.connect(server.port(), SUBSCRIBERS, Contestant.BATON.channel());
      List<ThreadTime> before = server.threads();
      Measured measured = Measured.take(load, server, SUBSCRIBERS, EVERY, setup.settings().time());
      List<ThreadTime> after = server.threads();
      return new Run(
          measured,
          (double) (LiveHeap.of(server.process()) - heap) / SUBSCRIBERS,
          (double) (measured.peakBytes() - resident) / SUBSCRIBERS,
          atWork(before, after));
    } finally {
      load.disconnect();
    }
  }

  /// Those that have taken more than a small share of the time, without the JIT's.
  private static List<ThreadTime> atWork(List<ThreadTime> before, List<ThreadTime> after) {
    Map<String, Double> times =
        before.stream().collect(Collectors.toMap(ThreadTime::id, ThreadTime::micros));
    List<ThreadTime> taken =
        after.stream()
            .filter(thread -> !thread.isCompiler())
            .map(thread -> thread.since(times.getOrDefault(thread.id(), 0.0)))
            .toList();
    double all = taken.stream().mapToDouble(ThreadTime::micros).sum();
    return taken.stream().filter(thread -> thread.micros() > all * SHARE_OF_WORK).toList();
  }
}
