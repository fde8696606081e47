package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.websocket.BoundedDraft;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.java_websocket.drafts.Draft;

/// Reaches the server with Java-WebSocket.
public final class WebSocketConnector implements FeedConnector {
  private final FeedUrl url;
  private final Duration limit;

  /// @param limit how long connecting and the handshake may take together
  public WebSocketConnector(FeedUrl url, Duration limit) {
    this.url = url;
    this.limit = limit;
  }

  @Override
  @Suspends
  public Link connect() throws IOException {
    Draft draft = new BoundedDraft(Limits.SERVER_MESSAGE);
    SocketClient client =
        new SocketClient(URI.create(url.toString()), draft, (int) limit.toMillis());
    try {
      Async.timeout(limit, client::open);
      return client;
    } catch (TimeoutException e) {
      throw new IOException(url + " did not answer within " + limit.toMillis() + " ms", e);
    }
  }
}
