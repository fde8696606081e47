package dev.baton.scraper.robots;

/// What the answer to a request for robots.txt means (RFC 9309, section 2.3.1).
public enum RobotsAnswer {
  /// The body says what is allowed.
  PARSE,

  /// The file is elsewhere. After [Robots#MOST_REDIRECTS] redirects it counts as [#ALLOW].
  FOLLOW,

  /// There is no file, so all is allowed.
  ALLOW,

  /// The server asks for fewer requests (status 429). Whether there is a file is not known yet. The
  /// RFC counts it as "unavailable", which would answer such a server with a whole crawl.
  WAIT,

  /// The file cannot be read, so nothing is allowed.
  FORBID;

  /// What a status means. Where there is no answer at all, it is [#FORBID].
  public static RobotsAnswer of(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> FOLLOW;
      case 429 -> WAIT;
      default -> ofClass(status / 100);
    };
  }

  private static RobotsAnswer ofClass(int hundreds) {
    return switch (hundreds) {
      case 2 -> PARSE;
      case 4 -> ALLOW;
      default -> FORBID;
    };
  }

  /// The sentence for the verdicts that follow from a status.
  public static String sentence(int status) {
    return "robots.txt answered with status " + status;
  }
}
