package dev.baton.bench.tasks;

import dev.baton.bench.Heap;
import dev.baton.bench.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Repeats a workload in one process until its figure is worth reporting.
///
/// The first rounds are thrown away: in them the JIT compiles, and the heap is touched for the
/// first time. Those at the very beginning are small ones, because code that was compiled before
/// its end was ever reached (a million tasks fall asleep, none has woken yet) is thrown away again
/// for each task that comes back to it. Then the median of further rounds is the figure of this
/// process.
///
/// Before each round the garbage of the last one is collected, so that no round pays for another;
/// the garbage that it makes itself, it pays for.
///
/// @param scale of the rounds that count
/// @param first how many small rounds come first
/// @param warmUpNanos then full rounds for at least this long, and at least one
/// @param nanos then rounds that count, for at least this long
/// @param rounds and at least so many
record Rounds(Scale scale, int first, long warmUpNanos, long nanos, int rounds) {
  static final Rounds FULL =
      new Rounds(
          Scale.FULL, 3, TimeUnit.SECONDS.toNanos(2), TimeUnit.MILLISECONDS.toNanos(1_500), 3);
  static final Rounds QUICK = new Rounds(Scale.QUICK, 0, 0, 0, 1);

  private static final Scale SMALL = new Scale(0.1);

  /// The median round, when all is warm.
  double measure(Workload workload) throws Exception {
    if (first > 0) {
      repeat(workload, SMALL, 0, first);
      repeat(workload, scale, warmUpNanos, 1);
    }
    return Statistics.of(repeat(workload, scale, nanos, rounds)).median();
  }

  private static List<Double> repeat(Workload workload, Scale scale, long atLeast, int times)
      throws Exception {
    List<Double> figures = new ArrayList<>();
    long start = System.nanoTime();
    while (figures.size() < times || System.nanoTime() - start < atLeast) {
      Heap.collect();
      figures.add(workload.measure(scale));
    }
    return figures;
  }
}
