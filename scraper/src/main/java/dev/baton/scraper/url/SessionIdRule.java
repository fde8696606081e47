package dev.baton.scraper.url;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The same page under another session id.
///
/// A server that puts a new id into each answer's links has endlessly many URLs for each page. The
/// first of them is visited.
final class SessionIdRule implements TrapRule {
  private static final String NAME = "session id";

  /// More pages with session ids than these are one more trap.
  private static final int MAX_PAGES = 500_000;

  /// Nothing else is called so.
  private static final Set<String> NAMES =
      Set.of(
          "jsessionid",
          "phpsessid",
          "aspsessionid",
          "cfid",
          "cftoken",
          "oscsid",
          "zenid",
          "sessid",
          "sessionid",
          "session_id");

  /// What may be anything, and is a session id if it looks so.
  private static final Set<String> AMBIGUOUS = Set.of("sid", "s", "session");

  private static final int LENGTH_OF_ID = 16;

  private final LongSet pages = new LongSet(MAX_PAGES);

  @Override
  public Optional<Trap> check(KnownUrl url) {
    if (!hasSessionId(url)) {
      return Optional.empty();
    }
    if (pages.contains(key(url))) {
      return Optional.of(new Trap(NAME, "the same page is known under another one"));
    }
    return pages.isFull()
        ? Optional.of(new Trap(NAME, "more than %d pages with one".formatted(MAX_PAGES)))
        : Optional.empty();
  }

  @Override
  public void add(KnownUrl url) {
    if (hasSessionId(url)) {
      pages.add(key(url));
    }
  }

  private static boolean hasSessionId(KnownUrl url) {
    return url.parameters().stream().anyMatch(SessionIdRule::isSessionId)
        || url.path().indexOf(';') >= 0 && !pathWithout(url).equals(url.path());
  }

  private static long key(KnownUrl url) {
    List<String> rest = url.parameters().stream().filter(text -> !isSessionId(text)).toList();
    return Hash.of(url.host(), pathWithout(url), String.join("&", rest));
  }

  /// Of `/a;jsessionid=1/b;x=2`: `/a/b;x=2`.
  private static String pathWithout(KnownUrl url) {
    StringBuilder rest = new StringBuilder();
    for (String part : url.path().splitWithDelimiters("[;/]", 0)) {
      boolean isId = !rest.isEmpty() && rest.charAt(rest.length() - 1) == ';' && isSessionId(part);
      rest.append(isId ? "" : part);
      rest.setLength(rest.length() - (isId ? 1 : 0));
    }
    return rest.toString();
  }

  private static boolean isSessionId(String parameter) {
    int equals = parameter.indexOf('=');
    if (equals < 0) {
      return false;
    }
    String name = parameter.substring(0, equals).toLowerCase(Locale.ROOT);
    return NAMES.contains(name)
        || AMBIGUOUS.contains(name) && looksLikeId(parameter.substring(equals + 1));
  }

  private static boolean looksLikeId(String value) {
    return value.length() >= LENGTH_OF_ID
        && value.chars().allMatch(Ascii::isAlphanumeric)
        && value.chars().anyMatch(Ascii::isDigit)
        && value.chars().anyMatch(Ascii::isLetter);
  }
}
