package dev.baton.scraper.fetch;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// How an [HttpFetcher] asks.
///
/// @param connections how many requests there are at once
/// @param agent who asks, such as `baton-scraper/1.0 (+https://example.org)`
/// @param consents whom it may ask although the address is not public
/// @param credentials what it sends to some origins and to no others
/// @param proxy an HTTP proxy that all requests go through; null if there is none
/// @param resolver finds the addresses of names
public record FetchSettings(
    int connections,
    String agent,
    Consents consents,
    Credentials credentials,
    HttpUrl proxy,
    Resolver resolver) {
  /// The crawler's name, to which robots.txt and pages speak.
  public static final String NAME = "baton-scraper";

  /// No blank, no parenthesis.
  private static final Pattern CONTACT =
      Pattern.compile("(?=.{1,200}$)(https?://[!-'*-~]+|[!-'*-~]+@[!-'*-~]+)");

  /// Without anything special: public addresses alone.
  public static FetchSettings of(int connections, String agent) {
    return new FetchSettings(
        connections, agent, Consents.none(), Credentials.none(), null, Resolver.SYSTEM);
  }

  /// The name that a crawl goes by: `baton-scraper/1.0 (+https://example.org)`.
  ///
  /// @param contact a URL or a mail address; null if there is none
  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public static String agent(String version, String contact) {
    if (contact == null) {
      return NAME + "/" + version;
    }
    if (!CONTACT.matcher(contact).matches()) {
      throw new IllegalArgumentException(
          "--contact must be a URL or a mail address in ASCII, got \"" + contact + "\"");
    }
    return NAME + "/" + version + " (+" + contact + ")";
  }

  public FetchSettings with(Consents other) {
    return new FetchSettings(connections, agent, other, credentials, proxy, resolver);
  }

  public FetchSettings with(Credentials other) {
    return new FetchSettings(connections, agent, consents, other, proxy, resolver);
  }

  public FetchSettings with(Resolver other) {
    return new FetchSettings(connections, agent, consents, credentials, proxy, other);
  }

  /// @param text `http://host:port`, as it was typed after `--proxy`
  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public FetchSettings withProxy(String text) {
    HttpUrl url = HttpUrl.parse(text);
    if (url == null || !Origin.isAll(url) || url.isHttps()) {
      throw new IllegalArgumentException("--proxy must be http://host:port, without a password");
    }
    return new FetchSettings(connections, agent, consents, credentials, url, resolver);
  }
}
