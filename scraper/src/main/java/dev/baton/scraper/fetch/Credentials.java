package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;

/// Headers that are sent to one origin alone: passwords, cookies, keys. An origin is a scheme, a
/// host and a port; no redirect and no link takes them to another.
///
/// Nothing here shows a value: not its text, and not the sentence that says what is wrong with one.
public final class Credentials {
  /// What a client of HTTP says itself; the agent is also the name that robots.txt is asked for.
  private static final Set<String> RESERVED =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private record Header(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final Map<Origin, List<Header>> headers;

  private Credentials(Map<Origin, List<Header>> headers) {
    this.headers = headers;
  }

  public static Credentials none() {
    return new Credentials(Map.of());
  }

  /// Also this header (`--header NAME:VALUE`).
  ///
  /// @param origin any URL of it
  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public Credentials withHeader(HttpUrl origin, String name, String value) {
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      throw new IllegalArgumentException("--header must be NAME:VALUE, got a name that is none");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "--header must not be " + name + ", which the crawler sends itself");
    }
    return with("--header " + name, origin, name, value);
  }

  /// Also this user (`--auth USER`), as "Basic" authentication.
  ///
  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public Credentials withUser(HttpUrl origin, String user, String password) {
    if (user.contains(":")) {
      throw new IllegalArgumentException("--auth must be a user name without a colon");
    }
    String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    return with("--auth", origin, "Authorization", "Basic " + both);
  }

  /// Also these cookies (`--cookie`), as `name=value; name=value`.
  ///
  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public Credentials withCookie(HttpUrl origin, String cookies) {
    return with("--cookie", origin, "Cookie", cookies);
  }

  private Credentials with(String option, HttpUrl origin, String name, String value) {
    String text = value.strip();
    if (!text.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          option + " must have a value of printable ASCII characters; it has another one");
    }
    Map<Origin, List<Header>> more = new HashMap<>(headers);
    more.merge(Origin.of(origin), List.of(new Header(name, text)), Credentials::joined);
    return new Credentials(Map.copyOf(more));
  }

  /// A header replaces another of the same name, but cookies come together.
  private static List<Header> joined(List<Header> headers, List<Header> added) {
    Header last = added.getFirst();
    List<Header> all = new ArrayList<>();
    for (Header header : headers) {
      if (!header.name.equalsIgnoreCase(last.name)) {
        all.add(header);
      } else if (last.name.equalsIgnoreCase("Cookie")) {
        last = new Header(last.name, header.value + "; " + last.value);
      }
    }
    all.add(last);
    return List.copyOf(all);
  }

  /// Adds what belongs to the request's origin; it replaces headers of the same name.
  void addTo(Request.Builder request, HttpUrl url) {
    headers
        .getOrDefault(Origin.of(url), List.of())
        .forEach(header -> request.header(header.name, header.value));
  }

  /// Whom they are for.
  @Override
  public String toString() {
    return "credentials for " + headers.keySet();
  }
}
