package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.websocket.ClientHandshake;
import dev.baton.feed.websocket.Frame;
import dev.baton.feed.websocket.HandshakeRefusedException;
import dev.baton.feed.websocket.Role;
import dev.baton.feed.websocket.WebSocket;
import dev.baton.feed.websocket.WebSocketSettings;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.Tls;
import dev.baton.net.http.RetryAfter;
import dev.baton.program.TimeSpan;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/// Reaches the server with a WebSocket over TCP, or over TLS.
public final class WebSocketConnector implements FeedConnector {
  private static final String PROTOCOL = "feed.v1";

  private static final int MOST_FRAMES = 256;

  /// The session knows how often the server has to be heard, and asks when it was.
  private static final Duration LONG = Duration.ofHours(1);

  private final Access access;
  private final Duration limit;
  private final Dialer dialer;
  private final WebSocketSettings settings;

  /// Connects over TCP.
  @FunctionalInterface
  public interface Dialer {
    /// A new connection.
    @Suspends
    Stream connect(String host, int port) throws IOException;
  }

  /// @param limit how long connecting and the handshake may take together
  public WebSocketConnector(Access access, Duration limit) {
    this(access, limit, Net::connect);
  }

  /// The same over another network.
  public WebSocketConnector(Access access, Duration limit, Dialer dialer) {
    this.access = access;
    this.limit = limit;
    this.dialer = dialer;
    WebSocketSettings usual = WebSocketSettings.defaults();
    settings =
        usual.withMaxMessage(Limits.SERVER_MESSAGE, MOST_FRAMES).withPatience(LONG, usual.stall());
  }

  /// To a server that wants nothing.
  public WebSocketConnector(FeedUrl url, Duration limit) {
    this(Access.to(url), limit);
  }

  @Override
  @Suspends
  public <T> T connect(Use<T> use) throws IOException {
    Stream stream = open();
    Deque<Frame> waiting = WebSocketLink.noFrames();
    Outcome<T> outcome = new Outcome<>();
    WebSocket.<IOException>run(
        stream,
        Role.CLIENT,
        settings,
        waiting::poll,
        socket ->
            outcome.value = use.with(new WebSocketLink(socket, waiting, access.url().port())));
    return outcome.value;
  }

  /// What came of the use.
  private static final class Outcome<T> {
    private T value;
  }

  @Suspends
  private Stream open() throws IOException {
    try {
      return Async.timeout(limit, this::openAtLeisure);
    } catch (TimeoutException | SocketTimeoutException e) {
      throw new IOException(access.url() + " did not answer within " + TimeSpan.text(limit), e);
    }
  }

  @Suspends
  private Stream openAtLeisure() throws IOException {
    Stream stream = reach();
    boolean done = false;
    try {
      ClientHandshake.perform(
          stream, access.url().authority(), "/", List.of(PROTOCOL), authorization(), limit);
      done = true;
      return stream;
    } catch (HandshakeRefusedException refused) {
      throw refusal(refused);
    } catch (EOFException ended) {
      throw Refusal.noFeed(access, "it closes the connection without an answer", ended);
    } catch (SSLException e) {
      throw Refusal.insecure(access, e);
    } catch (IOException broken) {
      throw new IOException("the connection to " + access.url() + " was lost at once", broken);
    } finally {
      if (!done) {
        stream.abort();
      }
    }
  }

  private Map<String, String> authorization() {
    return access
        .token()
        .map(token -> Map.of("Authorization", token.authorization()))
        .orElse(Map.of());
  }

  @Suspends
  private Stream reach() throws IOException {
    FeedUrl url = access.url();
    try {
      Stream plain = dialer.connect(url.host(), url.port());
      return url.secure()
          ? Tls.client(plain, url.host(), access.trust().orElseThrow().context(), limit)
          : plain;
    } catch (SSLException e) {
      throw Refusal.insecure(access, e);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("cannot reach " + url + ": " + problem(e), e);
    }
  }

  private static String problem(IOException e) {
    return switch (e) {
      case ConnectException _ -> "nothing answers there";
      case NoRouteToHostException _ -> "there is no way to that host";
      case UnknownHostException _ -> "there is no such host";
      case EOFException _ -> "it closes the connection at once";
      default -> String.valueOf(e.getMessage());
    };
  }

  // --- who answers, but not as hoped

  private IOException refusal(HandshakeRefusedException refused) {
    int status = refused.status();
    return switch (status) {
      case 401, 403, 421 -> Refusal.denied(access, status);
      case 429, 503 ->
          new BusyException(
              access.url() + " has no room now (status " + status + ")",
              status,
              refused
                  .retryAfter()
                  .flatMap(text -> RetryAfter.parse(text, Instant.now()))
                  .orElse(Duration.ZERO));
      case 0 -> Refusal.noFeed(access, hint(refused.getMessage()), refused);
      default -> Refusal.noFeed(access, refused.getMessage(), refused);
    };
  }

  private String hint(String problem) {
    return access.url().secure() ? problem : problem + "; if it speaks TLS, use wss://";
  }
}
