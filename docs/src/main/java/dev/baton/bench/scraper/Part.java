package dev.baton.bench.scraper;

import java.io.IOException;
import java.util.List;

/// One table.
///
/// @param name as it is written on the command line
record Part(String name, Measurement measurement) {
  static final List<Part> ALL =
      List.of(
          new Part("speed", Speed::text),
          new Part("latency", Latency::text),
          new Part("known", Known::text),
          new Part("polite", Polite::text));

  /// Measures, and gives the table with all that a reader must know of it.
  interface Measurement {
    String text(Setup setup) throws IOException, InterruptedException;
  }

  static List<String> names() {
    return ALL.stream().map(Part::name).toList();
  }
}
