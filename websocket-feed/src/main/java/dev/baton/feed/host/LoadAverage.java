package dev.baton.feed.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many tasks want a processor: `/proc/loadavg`; elsewhere the JDK may know the average.
///
/// ```text
/// 0.52 0.48 0.40 2/117 6740
/// ```
final class LoadAverage implements Meter {
  private static final String AVERAGE = "([0-9]{1,9}\\.[0-9]{1,9}) ";
  private static final Pattern LINE =
      Pattern.compile(AVERAGE + AVERAGE + AVERAGE + "([0-9]{1,9})/([0-9]{1,9}) [0-9]+\n");

  private final SystemFiles files;
  private final OperatingSystemMXBean bean =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  LoadAverage(SystemFiles files) {
    this.files = files;
  }

  @Override
  public Set<String> begin() {
    return read().keySet();
  }

  @Override
  public Map<String, Double> read() {
    Map<String, Double> load = parse(files.read("proc/loadavg"));
    return load.isEmpty()
        ? new Figures().number("load1", bean.getSystemLoadAverage()).known()
        : load;
  }

  /// The figures in this text; empty if it is not what Linux writes.
  static Map<String, Double> parse(String loadavg) {
    Matcher line = LINE.matcher(loadavg);
    if (!line.matches()) {
      return Map.of();
    }
    return new Figures()
        .number("load1", Double.parseDouble(line.group(1)))
        .number("load5", Double.parseDouble(line.group(2)))
        .number("load15", Double.parseDouble(line.group(3)))
        .number("running", Double.parseDouble(line.group(4)))
        .number("tasks", Double.parseDouble(line.group(5)))
        .known();
  }
}
