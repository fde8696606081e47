package dev.baton.scraper.url;

import okhttp3.HttpUrl;

/// Reads a URL or a reference as the WHATWG URL standard says, and so as browsers do.
///
/// OkHttp's [HttpUrl] does most of it. Before it sees a text, this takes out tabs and line breaks
/// anywhere and control characters at the ends, and replaces the authority by one that [Authority]
/// has read: `http://0x7f.1/` is `http://127.0.0.1/`, and not a host that only a resolver would
/// understand.
///
/// Almost every link is plain: ASCII, without a host, with the page's own, or with one that nobody
/// could misread. It goes to [HttpUrl] after one look at its characters.
final class UrlParser {
  private UrlParser() {}

  /// @param base may be null, and then the text must have a scheme
  /// @return null if the text is broken, or has another scheme than http and https
  static HttpUrl parse(HttpUrl base, String text) {
    return base != null && isPlain(base, text)
        ? base.resolve(withoutFragment(withoutOrigin(base, text)))
        : parseAny(base, withoutSpaceAround(text));
  }

  // --- the usual link

  private static boolean isPlain(HttpUrl base, String text) {
    int own = Math.max(lengthOfOrigin(base, text), lengthOfPlainOrigin(text));
    if (own == 0 && (text.startsWith("//") || hasScheme(text))) {
      return false;
    }
    for (int i = own; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /// How much of the text repeats the scheme, host and port of the page that it is on.
  private static int lengthOfOrigin(HttpUrl base, String text) {
    String page = base.toString();
    int length = page.indexOf('/', base.scheme().length() + "://".length());
    boolean same = text.length() > length && text.startsWith("http") && text.charAt(length) == '/';
    return same && text.regionMatches(0, page, 0, length) ? length : 0;
  }

  /// A path costs a third of a whole URL. One that begins with two slashes is none, though.
  private static String withoutOrigin(HttpUrl base, String text) {
    int length = lengthOfOrigin(base, text);
    return length == 0 || text.startsWith("//", length) ? text : text.substring(length);
  }

  /// Of a scheme and a host in lower case, without a port, that is neither an address nor in
  /// Punycode; 0 if it has none.
  private static int lengthOfPlainOrigin(String text) {
    int from = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : text.length();
    int to = from;
    int label = from;
    for (; to < text.length() && isInPlainHost(text.charAt(to)); to++) {
      label = text.charAt(to) == '.' ? to + 1 : label;
    }
    boolean ends = (to == text.length() || text.charAt(to) == '/') && !text.contains("xn--");
    return ends && label < to && Ascii.isLetter(text.charAt(label)) ? to : 0;
  }

  private static boolean isInPlainHost(char c) {
    return c >= 'a' && c <= 'z' || Ascii.isDigit(c) || c == '-' || c == '.';
  }

  private static boolean hasScheme(String text) {
    return lengthOfScheme(text) > 0;
  }

  /// The rest of the URL costs less without.
  private static String withoutFragment(String text) {
    int fragment = text.indexOf('#');
    return fragment < 0 ? text : text.substring(0, fragment);
  }

  // --- all others

  private static HttpUrl parseAny(HttpUrl base, String text) {
    int start = lengthOfScheme(text);
    String scheme = start > 0 ? text.substring(0, start - 1) : base == null ? "" : base.scheme();
    if (!isOfWeb(scheme)) {
      return null;
    }
    return isRelative(base, scheme, text, start)
        ? base.resolve(text)
        : parseAbsolute(scheme, text, start);
  }

  private static HttpUrl parseAbsolute(String scheme, String text, int start) {
    int from = endOfSlashes(text, start);
    int to = endOfAuthority(text, from);
    String host = Authority.of(text.substring(from, to)).canonical();
    return host == null ? null : HttpUrl.parse(scheme + "://" + host + text.substring(to));
  }

  /// Also `http:page` is, on a page with that scheme.
  private static boolean isRelative(HttpUrl base, String scheme, String text, int start) {
    return base != null
        && endOfSlashes(text, start) - start < 2
        && scheme.equalsIgnoreCase(base.scheme());
  }

  /// What a text with the scheme of the web says of host and port.
  static Authority authority(String text) {
    String clean = withoutSpaceAround(text);
    int from = endOfSlashes(clean, lengthOfScheme(clean));
    return Authority.of(clean.substring(from, endOfAuthority(clean, from)));
  }

  private static boolean isOfWeb(String scheme) {
    return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
  }

  /// With its colon; 0 if the text has none.
  private static int lengthOfScheme(String text) {
    if (text.isEmpty() || !Ascii.isLetter(text.charAt(0))) {
      return 0;
    }
    int i = 1;
    while (i < text.length() && isInScheme(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == ':' ? i + 1 : 0;
  }

  private static boolean isInScheme(char c) {
    return Ascii.isAlphanumeric(c) || c == '+' || c == '-' || c == '.';
  }

  /// Any number of them, of both kinds.
  private static int endOfSlashes(String text, int from) {
    int i = from;
    while (i < text.length() && isSlash(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int endOfAuthority(String text, int from) {
    int i = from;
    while (i < text.length() && !isSlash(text.charAt(i)) && "?#".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  /// Without control characters and spaces around it, and without tabs and line breaks in it: a
  /// link that is broken over two lines of HTML is still a link.
  private static String withoutSpaceAround(String text) {
    String trimmed = text.trim(); // which takes away all up to U+0020
    return trimmed.chars().anyMatch(UrlParser::isTabOrLineBreak)
        ? trimmed.replaceAll("[\t\n\r]", "")
        : trimmed;
  }

  private static boolean isTabOrLineBreak(int c) {
    return c == '\t' || c == '\n' || c == '\r';
  }
}
