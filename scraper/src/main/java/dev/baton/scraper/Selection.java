package dev.baton.scraper;

import java.util.Optional;
import okhttp3.HttpUrl;

/// Says which URLs belong to a crawl, as far as the URL alone decides.
public interface Selection {
  /// Why a URL is not asked for.
  ///
  /// @param state such as [UrlState#OUT_OF_SCOPE] or [UrlState#TRAP]
  /// @param detail in words
  record LeftOut(UrlState state, String detail) {}

  /// Why a URL is none of the crawl's; empty if it is one.
  Optional<LeftOut> outOfScope(HttpUrl url);

  /// Why a URL that belongs to the crawl looks like one of endlessly many; empty if it does not. To
  /// be asked once for each such URL, in the order in which they are found: it counts them.
  ///
  /// @param depth how many links lead to it from a start
  Optional<LeftOut> trap(HttpUrl url, int depth);
}
