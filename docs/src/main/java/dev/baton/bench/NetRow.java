package dev.baton.bench;

/// One row of the network benchmark.
///
/// @param bytes in a request and in its answer
/// @param connections each with one request under way
/// @param goal the least share of the bare loop's speed, in processor time for a request; 0: none
record NetRow(int bytes, int connections, double goal) {
  String title() {
    String size = bytes < 1024 ? bytes + " B" : bytes / 1024 + " KiB";
    return "echo " + size + " x " + connections;
  }
}
