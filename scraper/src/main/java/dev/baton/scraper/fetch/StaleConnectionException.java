package dev.baton.scraper.fetch;

import java.io.IOException;

/// The server had closed a connection before a request came on it, as servers do that keep
/// connections for a short time only. The request may be sent again.
final class StaleConnectionException extends IOException {
  StaleConnectionException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
