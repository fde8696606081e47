package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.ChannelsJson;
import dev.baton.program.TimeSpan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/// Asks a server what it publishes.
public final class ChannelsClient {
  private final Access access;
  private final Duration limit;

  /// @param limit how long the server may take
  public ChannelsClient(Access access, Duration limit) {
    this.access = access;
    this.limit = limit;
  }

  /// What it publishes, in the order in which it is shown.
  ///
  /// @throws DeniedException if the server lets nobody in who is like us
  /// @throws BusyException if it has no time now
  /// @throws RefusedException if somebody answers who is no feed, or one that lists no channels
  /// @throws IOException if nobody answers
  @Suspends
  public List<ChannelInfo> ask() throws IOException {
    try (FeedHttp http = new FeedHttp(access)) {
      return Async.timeout(
          limit, () -> http.get(access.url().port(), ChannelsJson.PATH, null, this::read));
    } catch (TimeoutException e) {
      throw new IOException(access.url() + " did not answer within " + TimeSpan.text(limit), e);
    } catch (DeniedException | RefusedException e) {
      throw e;
    } catch (BusyException e) {
      throw new BusyException(
          access.url() + " has no time now (status " + e.status() + ")",
          e.status(),
          e.retryAfter());
    } catch (BadMessageException e) {
      throw Refusal.noFeed(access, e.getMessage(), e);
    } catch (IOException e) {
      throw e.getCause() instanceof SSLException insecure
          ? Refusal.insecure(access, insecure)
          : new IOException("cannot reach %s: %s".formatted(access.url(), e.getMessage()), e);
    }
  }

  private List<ChannelInfo> read(int status, String body) throws IOException {
    return switch (status) {
      case 200 -> ChannelsJson.parse(body);
      case 401, 403, 421 -> throw Refusal.denied(access, status);
      case 404 ->
          throw new RefusedException(
              access.url() + " lists no channels: it is no feed, or one of version 0.1");
      default -> throw Refusal.noFeed(access, "it answers with status " + status, null);
    };
  }
}
