package dev.baton.scraper.url;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Makes URLs comparable, so that each page is known by one.
///
/// [UrlParser] reads them as browsers do. What is added:
///
/// - no fragment, which names a place on the page;
/// - no user name and password, which are never sent;
/// - no empty query: `/a?` is `/a`;
/// - one spelling of each escape, see [PercentEscapes].
///
/// What RFC 3986 calls different stays different, though many servers do not tell it apart: the
/// order of parameters, a slash at the end, the case of a path.
public final class PageUrls {
  /// The longest URL that is followed, as in the sitemaps protocol. Traps make ever longer ones.
  public static final int MAX_LENGTH = 2_048;

  /// It has no port after the colon.
  private static final Pattern OTHER_SCHEME =
      Pattern.compile("(tel|sms|[a-z][a-z0-9+.-]*(?=:[^0-9])):", Pattern.CASE_INSENSITIVE);

  private PageUrls() {}

  /// The page that a reference on `base` leads to; empty if it is broken, too long, or leads to
  /// something that is not fetched by HTTP (`mailto:`, `javascript:`).
  public static Optional<HttpUrl> resolve(HttpUrl base, String reference) {
    if (reference.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    HttpUrl url = UrlParser.parse(base, reference);
    return Optional.ofNullable(url).map(PageUrls::canonical).filter(PageUrls::isShort);
  }

  /// The start page as the user wrote it.
  ///
  /// @throws IllegalArgumentException naming what is wrong
  public static HttpUrl start(String text) {
    requireWebPage(text);
    Authority authority = UrlParser.authority(text);
    if (authority.hasUserInfo()) {
      throw new IllegalArgumentException(
          "URL must not have a user name or password, got one for host "
              + authority.host()
              + "; leave it out, and log in with --auth");
    }
    HttpUrl url = UrlParser.parse(null, text);
    if (url == null) {
      String culprit = authority.hasValidPort() ? "host name" : "port (1 to 65535)";
      throw new IllegalArgumentException(
          "URL must have a valid " + culprit + ", got \"" + text + "\"; correct it");
    }
    return requireShort(canonical(url));
  }

  private static void requireWebPage(String text) {
    String start = text.substring(0, Math.min(text.length(), 8)).toLowerCase(Locale.ROOT);
    if (!start.startsWith("http://") && !start.startsWith("https://")) {
      throw new IllegalArgumentException(
          "URL must start with http:// or https://, got \"" + text + "\"" + suggestion(text));
    }
  }

  private static String suggestion(String text) {
    String candidate = "http://" + text;
    boolean helps =
        !text.contains(":/")
            && !OTHER_SCHEME.matcher(text).lookingAt()
            && UrlParser.parse(null, candidate) != null;
    return helps ? "; try " + candidate : "; only web pages can be crawled";
  }

  private static HttpUrl requireShort(HttpUrl url) {
    if (!isShort(url)) {
      throw new IllegalArgumentException(
          "URL must have at most " + MAX_LENGTH + " characters, got " + url.toString().length());
    }
    return url;
  }

  /// The one spelling of a URL's page.
  public static HttpUrl canonical(HttpUrl url) {
    return isCanonical(url) ? url : rebuilt(url);
  }

  /// Almost every URL is: only those with escapes take a closer look.
  private static boolean isCanonical(HttpUrl url) {
    String text = url.toString();
    return url.fragment() == null
        && url.username().isEmpty()
        && url.password().isEmpty()
        && text.charAt(text.length() - 1) != '?'
        && (text.indexOf('%') < 0
            || PercentEscapes.areCanonical(text)
                && PercentEscapes.areCanonicalInPath(url.encodedPath()));
  }

  private static HttpUrl rebuilt(HttpUrl url) {
    String query = url.encodedQuery();
    return url.newBuilder()
        .fragment(null)
        .username("")
        .password("")
        .encodedPath(PercentEscapes.canonicalPath(url.encodedPath()))
        .encodedQuery(query == null || query.isEmpty() ? null : PercentEscapes.canonical(query))
        .build();
  }

  private static boolean isShort(HttpUrl url) {
    return url.toString().length() <= MAX_LENGTH;
  }
}
