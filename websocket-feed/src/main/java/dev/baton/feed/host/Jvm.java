package dev.baton.feed.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// This process itself.
final class Jvm implements Meter {
  private static final String LOOP_LAG = "loopLag";

  private final Rates rates;
  private final Optional<LoopLag> lag;
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /// Those that stop the program. A collector that works beside it has one for its pauses, and one
  /// for its cycles.
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(collector -> !collector.getName().endsWith("Cycles"))
          .toList();

  /// @param lag of its loop, if that is known
  Jvm(LongSupplier nanos, Optional<LoopLag> lag) {
    this.rates = new Rates(nanos);
    this.lag = lag;
  }

  @Override
  public Set<String> begin() {
    rates.since(look());
    Set<String> names = new HashSet<>(figures(new Growth(1, look().values())).known().keySet());
    lag.ifPresent(_ -> names.add(LOOP_LAG));
    return names;
  }

  @Override
  public Map<String, Double> read() {
    return rates.since(look()).map(this::figures).orElseGet(this::gauges).known();
  }

  private Figures figures(Growth growth) {
    double processors = process.getAvailableProcessors();
    return gauges()
        .share("cpu", growth.rate(0) / 1e9 / processors)
        .share("gc", growth.rate(1) / 1000);
  }

  private Figures gauges() {
    MemoryUsage heap = memory.getHeapMemoryUsage();
    return new Figures()
        .bytes("heapUsed", heap.getUsed())
        .bytes("heapMax", heap.getMax())
        .number("threads", threads.getThreadCount())
        .number(LOOP_LAG, lag.map(LoopLag::take).orElse(-1.0));
  }

  /// Nanoseconds of the processors' time, and milliseconds in which the program stood still.
  private Map<String, long[]> look() {
    long stopped = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      stopped += Math.max(0, collector.getCollectionTime());
    }
    return Map.of("process", new long[] {process.getProcessCpuTime(), stopped});
  }
}
