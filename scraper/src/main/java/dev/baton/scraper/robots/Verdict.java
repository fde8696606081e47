package dev.baton.scraper.robots;

/// Whether robots.txt allows a URL, and what decides it.
///
/// @param line the number of the line that decides, from 1 on, or 0 where no line does
/// @param text that line without its comment, or empty
/// @param sentence why, such as `line 3: Disallow: /private/` or `robots.txt answered with status
///   503`
public record Verdict(boolean allowed, int line, String text, String sentence) {
  static Verdict of(PathRule rule) {
    RobotsLine line = rule.line();
    String sentence = "line " + line.number() + ": " + line.text();
    return new Verdict(rule.allow(), line.number(), line.text(), sentence);
  }

  static Verdict withoutLine(boolean allowed, String sentence) {
    return new Verdict(allowed, 0, "", sentence);
  }
}
