package dev.baton.scraper.url;

import java.util.Optional;
import okhttp3.HttpUrl;

/// Something that keeps pages out of a crawl's scope.
interface ScopeRule {
  /// Why a page is kept out, in words; empty if it is not.
  Optional<String> exclusion(HttpUrl url);
}
