package dev.baton.feed.host;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// For how much of the last 10 s tasks had to wait for what was short: `/proc/pressure`.
///
/// ```text
/// some avg10=1.92 avg60=0.70 avg300=0.54 total=533417121
/// full avg10=1.57 avg60=0.40 avg300=0.25 total=64655148
/// ```
///
/// Some: at least one task waited. Full: all that could have run did. That all wait for a processor
/// is not possible; Linux writes a 0 there, which is left out.
final class Pressure implements Meter {
  private static final Pattern LINE =
      Pattern.compile("^(some|full) avg10=([0-9]{1,3}\\.[0-9]{1,9}) ", Pattern.MULTILINE);

  private final SystemFiles files;

  Pressure(SystemFiles files) {
    this.files = files;
  }

  @Override
  public Set<String> begin() {
    return read().keySet();
  }

  @Override
  public Map<String, Double> read() {
    Figures figures = new Figures();
    parse("cpu", files.read("proc/pressure/cpu"), figures);
    parse("memory", files.read("proc/pressure/memory"), figures);
    parse("io", files.read("proc/pressure/io"), figures);
    return figures.known();
  }

  /// Adds the figures in this text: none if it is not what Linux writes.
  static void parse(String of, String pressure, Figures figures) {
    Matcher line = LINE.matcher(pressure);
    while (line.find()) {
      String name = of + (line.group(1).equals("some") ? "Some" : "Full");
      if (!name.equals("cpuFull")) {
        figures.share(name, Double.parseDouble(line.group(2)) / 100);
      }
    }
  }
}
