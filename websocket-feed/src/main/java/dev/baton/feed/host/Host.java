package dev.baton.feed.host;

import com.sun.management.OperatingSystemMXBean;
import dev.baton.feed.ReadingSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Measures this machine: `/proc` where there is one, the JDK's management beans elsewhere.
///
/// What cannot be known is left out of the map; it is never shown as zero. Reading `/proc` is short
/// and touches no disk, so it needs no thread of its own.
public final class Host implements ReadingSource {
  /// The channel of the processors: shares, 0 to 1.
  public static final String CPU = "host.cpu";

  /// The channel of the memory: bytes.
  public static final String MEMORY = "host.memory";

  private final Path proc;
  private final OperatingSystemMXBean bean =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private CpuTimes before;

  /// Takes the first look; shares are of the time between two looks.
  public Host() {
    this(Path.of("/proc"));
  }

  Host(Path proc) {
    this.proc = proc;
    before = CpuTimes.parse(read("stat")).orElse(null);
    bean.getCpuLoad();
  }

  @Override
  public Map<String, Map<String, Double>> read() {
    Map<String, Map<String, Double>> readings = new LinkedHashMap<>();
    readings.put(CPU, cpu());
    readings.put(MEMORY, memory());
    return readings;
  }

  private Map<String, Double> cpu() {
    CpuTimes now = CpuTimes.parse(read("stat")).orElse(null);
    Map<String, Double> cpu = new LinkedHashMap<>();
    if (now != null && before != null) {
      cpu.putAll(now.since(before));
    }
    before = now;
    if (cpu.isEmpty()) {
      putKnown(cpu, "load", bean.getCpuLoad());
    }
    putKnown(cpu, "load1", bean.getSystemLoadAverage());
    return cpu;
  }

  /// The beans say what they do not know with a negative number, or none.
  private static void putKnown(Map<String, Double> values, String name, double value) {
    if (value >= 0) {
      values.put(name, Math.round(value * 10_000) / 10_000.0);
    }
  }

  private Map<String, Double> memory() {
    Map<String, Double> memory = MemoryInfo.parse(read("meminfo"));
    if (!memory.isEmpty()) {
      return memory;
    }
    double total = bean.getTotalMemorySize();
    Map<String, Double> known = new LinkedHashMap<>();
    known.put("used", total - bean.getFreeMemorySize());
    known.put("total", total);
    return known;
  }

  private String read(String file) {
    try {
      return Files.readString(proc.resolve(file));
    } catch (IOException e) {
      return ""; // another system, or a container that hides it
    }
  }
}
