package dev.baton.bench.net;

import java.util.List;

/// One column of the network benchmark's tables.
///
/// @param bytes in an answer, and with [Protocol#ECHO] in a request too
/// @param connections each with one request under way
/// @param goal the least share of the bare loop's speed, in processor time for a request; 0: none
record Row(Protocol protocol, int bytes, int connections, double goal) {
  static final List<Row> ALL =
      List.of(
          new Row(Protocol.ECHO, 64, 1, 0),
          new Row(Protocol.ECHO, 64, 100, 0.85),
          new Row(Protocol.ECHO, 64, 1_000, 0),
          new Row(Protocol.ECHO, 16 * 1024, 1, 0),
          new Row(Protocol.ECHO, 16 * 1024, 100, 0.80),
          new Row(Protocol.ECHO, 16 * 1024, 1_000, 0),
          new Row(Protocol.HTTP, 1024, 100, 0.62));

  /// As it is written on the command line.
  String name() {
    return protocol.name().toLowerCase() + "-" + size().replace(" ", "") + "-" + connections;
  }

  String title() {
    return size() + " x " + connections;
  }

  private String size() {
    return bytes < 1024 ? bytes + " B" : bytes / 1024 + " KiB";
  }

  static List<String> names() {
    return ALL.stream().map(Row::name).toList();
  }

  /// In the order of [#ALL].
  static List<Row> of(Protocol protocol, List<Row> among) {
    return among.stream().filter(row -> row.protocol == protocol).toList();
  }

  static Row named(String name) {
    return ALL.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no row \"" + name + "\"; there are " + String.join(", ", names())));
  }
}
