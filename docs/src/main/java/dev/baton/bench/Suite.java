package dev.baton.bench;

import java.util.Arrays;
import java.util.List;

/// The rows that belong together: the first word of the command line.
enum Suite {
  PRIMITIVES(Primitives.ROWS);

  final List<Row> rows;

  Suite(List<Row> rows) {
    this.rows = rows;
  }

  static Row row(String name) {
    return Arrays.stream(values())
        .flatMap(suite -> suite.rows.stream())
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no row \"" + name + "\""));
  }

  String title() {
    return name().toLowerCase();
  }
}
