package dev.baton.scraper.job;

import dev.baton.scraper.Selection;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.url.Scope;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Which URLs belong to a job.
record JobSelection(Scope scope) implements Selection {
  @Override
  public Optional<LeftOut> outOfScope(HttpUrl url) {
    return scope.exclusion(url).map(why -> new LeftOut(UrlState.OUT_OF_SCOPE, why));
  }

  @Override
  public Optional<LeftOut> trap(HttpUrl url) {
    return Optional.empty();
  }
}
