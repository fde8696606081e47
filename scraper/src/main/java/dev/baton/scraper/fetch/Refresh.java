package dev.baton.scraper.fetch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a page sends its visitors on to after some seconds: the header `Refresh`, or `meta
/// http-equiv=refresh`. A crawler does not wait; to it this is a link.
final class Refresh {
  /// As browsers read it: seconds, a separator, and where to, perhaps after "url=" and perhaps in
  /// quotes, of which the second may be missing. See "shared declarative refresh steps" in the HTML
  /// standard.
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*[\\d.]+(?:\\s*[;,]|\\s)\\s*(?:url\\s*=\\s*)?(?:\"([^\"]*).*|'([^']*).*|(.*))",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Refresh() {}

  /// Where it leads; empty if it only loads the page again, or says nothing.
  static Optional<String> target(String content) {
    Matcher form = FORM.matcher(content);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(form.group(1))
        .or(() -> Optional.ofNullable(form.group(2)))
        .or(() -> Optional.of(form.group(3)))
        .map(String::strip)
        .filter(target -> !target.isEmpty());
  }
}
