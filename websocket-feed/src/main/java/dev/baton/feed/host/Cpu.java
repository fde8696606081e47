package dev.baton.feed.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;

/// What the processors do: `/proc/stat`; elsewhere the JDK says how busy they are.
final class Cpu implements Meter {
  private final SystemFiles files;
  private final OperatingSystemMXBean bean =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private CpuTimes before;

  Cpu(SystemFiles files) {
    this.files = files;
  }

  @Override
  public Set<String> begin() {
    before = look();
    if (before != null) {
      return CpuTimes.NAMES;
    }
    bean.getCpuLoad(); // its first answer means nothing
    return Set.of("load");
  }

  @Override
  public Map<String, Double> read() {
    CpuTimes now = look();
    CpuTimes last = before;
    before = now;
    if (now == null && last == null) {
      return new Figures().share("load", bean.getCpuLoad()).known();
    }
    return now == null || last == null ? Map.of() : now.since(last);
  }

  private CpuTimes look() {
    return CpuTimes.parse(files.read("proc/stat")).orElse(null);
  }
}
