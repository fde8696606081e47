package dev.baton.bench.feed.load;

/// How subscribers came back when their server did.
///
/// @param live how many are live again
/// @param attempts connections that all of them have tried
/// @param p50 half were live so many milliseconds after the port's opening
/// @param p95 95 % were
/// @param last all were
public record Comeback(int live, long attempts, double p50, double p95, double last) {
  String line() {
    return live + " " + attempts + " " + p50 + " " + p95 + " " + last;
  }

  public static Comeback parse(String line) {
    String[] words = line.split(" ");
    return new Comeback(
        Integer.parseInt(words[0]),
        Long.parseLong(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Double.parseDouble(words[4]));
  }
}
