package dev.baton.scraper.job;

import dev.baton.scraper.Selection;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.url.Scope;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Which URLs belong to a job: the scope, the traps, and no address that may not be asked.
final class JobSelection implements Selection {
  private final Scope scope;

  private JobSelection(Scope scope) {
    this.scope = scope;
  }

  /// @throws IllegalArgumentException in one sentence for whoever typed it
  static JobSelection of(JobSettings settings) {
    return new JobSelection(settings.scope().scope(settings.starts().all()));
  }

  @Override
  public Optional<LeftOut> outOfScope(HttpUrl url) {
    return scope.exclusion(url).map(why -> new LeftOut(UrlState.OUT_OF_SCOPE, why));
  }

  @Override
  public Optional<LeftOut> trap(HttpUrl url) {
    return Optional.empty();
  }
}
