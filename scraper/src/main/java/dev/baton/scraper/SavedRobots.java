package dev.baton.scraper;

import dev.baton.scraper.robots.Robots;
import dev.baton.scraper.robots.RobotsAnswer;
import java.time.Instant;

/// What came of asking an origin for its robots.txt.
///
/// @param origin such as `https://example.org`
/// @param at when it came
/// @param meaning what follows
/// @param why in words, if it was not read: such as `robots.txt answered with status 404`
/// @param body the file if it is read, else empty
public record SavedRobots(String origin, Instant at, Meaning meaning, String why, byte[] body) {
  /// What follows from an answer for robots.txt.
  public enum Meaning {
    /// The file says what is forbidden.
    READ,

    /// There is none: nothing is forbidden.
    ALLOW,

    /// It cannot be had: everything is forbidden.
    FORBID
  }

  private static final byte[] NOTHING = {};

  /// What follows from an answer, by RFC 9309.
  ///
  /// @param at when it came
  /// @param answer a redirect if there were too many of them
  public static SavedRobots of(String origin, Instant at, Answer answer) {
    return switch (answer) {
      case Answer.Bytes file -> new SavedRobots(origin, at, Meaning.READ, "", file.body());
      case Answer.Redirect _ ->
          new SavedRobots(
              origin,
              at,
              Meaning.ALLOW,
              "robots.txt is more than %d redirects away".formatted(Robots.MOST_REDIRECTS),
              NOTHING);
      default -> new SavedRobots(origin, at, withoutFile(answer), why(answer), NOTHING);
    };
  }

  /// It is the status that counts, also if the body cannot be had.
  private static Meaning withoutFile(Answer answer) {
    return RobotsAnswer.of(answer.status()) == RobotsAnswer.ALLOW ? Meaning.ALLOW : Meaning.FORBID;
  }

  private static String why(Answer answer) {
    return withoutFile(answer) == Meaning.ALLOW || answer.error() == null
        ? RobotsAnswer.sentence(answer.status())
        : "robots.txt could not be fetched: " + answer.error();
  }

  /// What it says.
  ///
  /// @param agent the name that it is searched for
  public Robots robots(String agent) {
    return switch (meaning) {
      case READ -> Robots.parse(body, agent);
      case ALLOW -> Robots.allowed(why);
      case FORBID -> Robots.forbidden(why);
    };
  }
}
