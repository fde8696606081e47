package dev.baton.bench.feed.load;

/// What came while it was counted.
///
/// @param deliveries events that came, to all subscribers together
/// @param missing events that did not come, though later ones did
/// @param p50 half came within so many microseconds
/// @param p99 99 % came within so many microseconds
/// @param p999 99.9 % came within so many microseconds
/// @param longest the last came after so many microseconds
public record Figures(long deliveries, long missing, long p50, long p99, long p999, long longest) {
  String line() {
    return String.join(
        " ",
        Long.toString(deliveries),
        Long.toString(missing),
        Long.toString(p50),
        Long.toString(p99),
        Long.toString(p999),
        Long.toString(longest));
  }

  public static Figures parse(String line) {
    String[] words = line.split(" ");
    return new Figures(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]));
  }
}
