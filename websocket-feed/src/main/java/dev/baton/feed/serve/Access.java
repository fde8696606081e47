package dev.baton.feed.serve;

import dev.baton.net.http.Guard;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.time.Duration;
import java.util.Optional;

/// Who gets what: everybody who comes by the right name gets the page, which holds no figures; the
/// figures are for those who know the token, if there is one.
public final class Access {
  /// For a page that connects at once.
  static final Duration TICKET_LIFE = Duration.ofSeconds(10);

  private final Guard open;
  private final Guard closed;
  private final boolean hasToken;

  private Access(Guard open, Guard closed, boolean hasToken) {
    this.open = open;
    this.closed = closed;
    this.hasToken = hasToken;
  }

  /// For all whom this guard lets in.
  public static Access of(Guard guard) {
    return new Access(guard, guard, false);
  }

  /// For those of them who know this token.
  ///
  /// @throws IllegalArgumentException if it is too short, or has other characters than tokens have
  public static Access of(Guard guard, String token) {
    return new Access(guard, guard.withToken(token), true);
  }

  /// The answer to a request for figures that must not be answered otherwise.
  Optional<Response> toData(Request request) {
    return closed.refusal(request);
  }

  /// The same for the page.
  Optional<Response> toPage(Request request) {
    return open.refusal(request);
  }

  /// A ticket in place of the token; empty if there is none.
  Optional<String> ticket() {
    return hasToken ? Optional.of(closed.ticket(TICKET_LIFE)) : Optional.empty();
  }
}
