package dev.baton.scraper.robots;

import java.time.Instant;

/// What a page asks of crawlers, in `<meta name="robots">` and in the header field `X-Robots-Tag`
/// (draft-illyes-repext, and as Google reads both).
///
/// | directive | means |
/// |---|---|
/// | `noindex` | the page must not be kept |
/// | `nofollow` | its links must not be followed |
/// | `none` | both |
/// | `unavailable_after: DATE` | `noindex` from that moment on |
///
/// Others are ignored, `index` and `follow` among them: where two contradict each other, the
/// stricter counts.
///
/// @param noindex whether the page must not be written anywhere
/// @param nofollow whether its links must not be followed
public record Directives(boolean noindex, boolean nofollow) {
  /// Nothing is asked.
  public static final Directives NONE = new Directives(false, false);

  static final Directives NOINDEX = new Directives(true, false);
  static final Directives NOFOLLOW = new Directives(false, true);
  static final Directives BOTH = new Directives(true, true);

  /// Reads a `<meta>` of a page.
  ///
  /// @param name its name: only "robots" and the crawler's own are read
  /// @param content its content
  /// @param token the crawler's name, as in robots.txt
  /// @param now what `unavailable_after` is compared with
  public static Directives meta(String name, String content, String token, Instant now) {
    DirectivesParser parser = new DirectivesParser(token, now);
    return parser.isForUs(name.strip()) ? parser.read(content) : NONE;
  }

  /// Reads a header field `X-Robots-Tag`. If there are several, merge what each says.
  ///
  /// A name before a colon, as in `otherbot: noindex, nofollow`, says whom it is for, up to the
  /// next name or the end of the field.
  ///
  /// @param token the crawler's name, as in robots.txt
  /// @param now what `unavailable_after` is compared with
  public static Directives header(String value, String token, Instant now) {
    return new DirectivesParser(token, now).read(value);
  }

  /// What both ask together.
  public Directives merge(Directives other) {
    return new Directives(noindex || other.noindex, nofollow || other.nofollow);
  }
}
