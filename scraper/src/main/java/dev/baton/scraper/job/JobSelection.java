package dev.baton.scraper.job;

import dev.baton.scraper.Selection;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.fetch.Consents;
import dev.baton.scraper.url.Scope;
import dev.baton.scraper.url.Traps;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Which URLs belong to a job: the scope, the traps, and no address that may not be asked.
///
/// An address is looked at before the scope: a link to a machine of the user's own network is worth
/// to be told from a link to another site.
final class JobSelection implements Selection {
  private final Scope scope;
  private final Consents consents;
  private final Traps traps = new Traps();

  private JobSelection(Scope scope, Consents consents) {
    this.scope = scope;
    this.consents = consents;
  }

  /// @throws IllegalArgumentException in one sentence for whoever typed it
  static JobSelection of(JobSettings settings) {
    return new JobSelection(
        settings.scope().scope(settings.starts().all()),
        settings.requests().consents(settings.starts().typed()));
  }

  @Override
  public Optional<LeftOut> outOfScope(HttpUrl url) {
    return consents
        .refusal(url)
        .map(why -> new LeftOut(UrlState.PRIVATE_ADDRESS, why))
        .or(() -> scope.exclusion(url).map(why -> new LeftOut(UrlState.OUT_OF_SCOPE, why)));
  }

  @Override
  public Optional<LeftOut> trap(HttpUrl url, int depth) {
    return traps.check(url, depth).map(trap -> new LeftOut(UrlState.TRAP, trap.toString()));
  }
}
