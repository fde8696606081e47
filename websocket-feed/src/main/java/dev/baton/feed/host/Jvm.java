package dev.baton.feed.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// This process itself.
final class Jvm implements Meter {
  private final Rates rates;
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

  Jvm(LongSupplier nanos) {
    this.rates = new Rates(nanos);
  }

  @Override
  public Set<String> begin() {
    rates.since(look());
    return figures(new Growth(1, look().values())).known().keySet();
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
        .number("threads", threads.getThreadCount());
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
