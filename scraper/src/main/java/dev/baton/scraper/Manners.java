package dev.baton.scraper;

import dev.baton.program.Limits;
import java.time.Duration;

/// How a host is treated, as far as the user has a say.
///
/// @param connections how many requests there are at once to a host that the user has named
///   (`--own-site`); 0: it is treated like every other
/// @param leastDelay no host is asked again sooner (`--delay`)
/// @param sitemaps whether robots.txt's sitemaps are read
public record Manners(int connections, Duration leastDelay, boolean sitemaps) {
  public static final int MAX_CONNECTIONS = 256;
  static final Duration MAX_DELAY = Duration.ofMinutes(10);

  public Manners {
    Limits.require("--own-site", connections, 0, MAX_CONNECTIONS);
    Limits.require("--delay", leastDelay, Duration.ZERO, MAX_DELAY);
  }

  /// As a stranger's host is treated.
  public static Manners usual() {
    return new Manners(0, Duration.ZERO, true);
  }

  /// Whether the hosts that the user has named are the user's own.
  public boolean ownSite() {
    return connections > 0;
  }
}
