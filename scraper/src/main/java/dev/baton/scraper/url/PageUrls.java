package dev.baton.scraper.url;

import java.util.Optional;
import okhttp3.HttpUrl;

/// Makes URLs comparable, so that each page is known by one.
///
/// What [HttpUrl] does: scheme and host in lower case, no default port, no `.` and `..`, escapes
/// where they belong. What is added: no fragment, which names a place on the page, and no user name
/// and password, which are never sent.
public final class PageUrls {
  /// The longest URL that is followed, as in the sitemaps protocol. Traps make ever longer ones.
  public static final int MAX_LENGTH = 2_048;

  private PageUrls() {}

  /// The page that a reference on `base` leads to; empty if it is broken, too long, or leads to
  /// something that is not fetched by HTTP (`mailto:`, `javascript:`).
  public static Optional<HttpUrl> resolve(HttpUrl base, String reference) {
    if (reference.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    HttpUrl url = base.resolve(withoutLineBreaks(reference));
    return Optional.ofNullable(url).map(PageUrls::normalized).filter(PageUrls::isShort);
  }

  /// The start page as the user wrote it.
  ///
  /// @throws IllegalArgumentException naming what is wrong
  public static HttpUrl start(String text) {
    if (!text.matches("(?i)https?://.*")) {
      throw new IllegalArgumentException(
          "URL must start with http:// or https://, got \"" + text + "\"" + suggestion(text));
    }
    HttpUrl url = parse(text);
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          "URL must not have a user name or password, got one for host "
              + url.host()
              + "; the crawler does not log in, so leave it out");
    }
    if (!isShort(url)) {
      throw new IllegalArgumentException(
          "URL must have at most " + MAX_LENGTH + " characters, got " + url.toString().length());
    }
    return normalized(url);
  }

  private static HttpUrl parse(String text) {
    try {
      return HttpUrl.get(text);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException(
          "URL must have a valid " + culprit(broken) + ", got \"" + text + "\"; correct it",
          broken);
    }
  }

  /// What OkHttp means.
  private static String culprit(IllegalArgumentException broken) {
    return broken.getMessage().startsWith("Invalid URL port") ? "port (1 to 65535)" : "host name";
  }

  private static String suggestion(String text) {
    String candidate = "http://" + text;
    boolean helps = !text.contains(":/") && HttpUrl.parse(candidate) != null;
    return helps ? "; try " + candidate : "; only web pages can be crawled";
  }

  static HttpUrl normalized(HttpUrl url) {
    if (url.fragment() == null && url.username().isEmpty() && url.password().isEmpty()) {
      return url;
    }
    return url.newBuilder().fragment(null).username("").password("").build();
  }

  private static boolean isShort(HttpUrl url) {
    return url.toString().length() <= MAX_LENGTH;
  }

  /// As browsers do: a link that is broken over two lines of HTML is still a link.
  private static String withoutLineBreaks(String reference) {
    boolean broken = reference.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\t');
    return broken ? reference.replaceAll("[\n\r\t]", "") : reference;
  }
}
