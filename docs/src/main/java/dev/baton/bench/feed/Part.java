package dev.baton.bench.feed;

import java.io.IOException;
import java.util.List;

/// One section.
///
/// @param name as it is written on the command line
/// @param subscribers the most that it connects
record Part(String name, int subscribers, Measurement measurement) {
  static final List<Part> ALL =
      List.of(
          new Part("fanout", Fanout.MANY.subscribers(), Fanout.MANY::text),
          new Part("fast", Fanout.FAST.subscribers(), Fanout.FAST::text),
          new Part("many", Many.SUBSCRIBERS, Many::text),
          new Part("growth", Growth.MOST, Growth::text),
          new Part("stalled", Stalled.SUBSCRIBERS, Stalled::text),
          new Part("reconnect", Reconnect.SUBSCRIBERS, Reconnect::text),
          new Part("outage", Outage.WATCHERS, Outage::text));

  /// Measures, and gives the table with all that a reader must know of it.
  interface Measurement {
    String text(Setup setup) throws IOException, InterruptedException;
  }

  static List<String> names() {
    return ALL.stream().map(Part::name).toList();
  }

  /// What is wrong when a process of this part may have too few connections is said in its name.
  String command() {
    return "bench feed --only " + name;
  }
}
