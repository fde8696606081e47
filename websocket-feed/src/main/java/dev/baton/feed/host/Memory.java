package dev.baton.feed.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;

/// What the memory is used for: `/proc/meminfo`; elsewhere the JDK says how much.
final class Memory implements Meter {
  private final SystemFiles files;
  private final OperatingSystemMXBean bean =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  Memory(SystemFiles files) {
    this.files = files;
  }

  @Override
  public Set<String> begin() {
    return read().keySet();
  }

  @Override
  public Map<String, Double> read() {
    Map<String, Double> memory = MemoryInfo.parse(files.read("proc/meminfo"));
    return memory.isEmpty() ? fromBean() : memory;
  }

  private Map<String, Double> fromBean() {
    double total = bean.getTotalMemorySize();
    return new Figures()
        .bytes("used", total - bean.getFreeMemorySize())
        .bytes("total", total)
        .known();
  }
}
