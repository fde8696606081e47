package dev.baton.feed.serve;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.UnhandledFailure;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import dev.baton.net.Tls;
import dev.baton.net.http.HttpServer;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/// Lets connections in, each with a task of its own, and sees that strangers take no more than
/// their share: who is no subscriber may have to go when there are too many. That is the one who
/// has been there for longest, of the address that has most, and is not being answered. Where all
/// of them are, nobody is cut for one more of the same address: the newcomer is told to come later.
final class Reception {
  /// When no file descriptor is left, trying again at once would only burn the processor.
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  private static final String SORRY = "there are too many other connections\n";

  /// To one who has to go.
  private static final String BUSY =
      """
      HTTP/1.1 503 Service Unavailable\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Length: %d\r
      Retry-After: 1\r
      Connection: close\r
      \r
      %s\
      """
          .formatted(SORRY.length(), SORRY);

  /// Somebody who is no subscriber, or not yet.
  private static final class Stranger {
    final Stream stream;

    /// Whether a whole request has come.
    boolean hasAsked;

    /// Whether its answer is under way.
    boolean isBeingAnswered;

    Stranger(Stream stream) {
      this.stream = stream;
    }
  }

  private final ServeSettings settings;
  private final Optional<SSLContext> tls;
  private final Consumer<String> onTrouble;
  private final PerAddress<Stranger> strangers = new PerAddress<>();
  private final Map<SocketAddress, Stranger> byAddress = new HashMap<>();

  /// Whether a failure to accept was told.
  private boolean told;

  /// @param tls null: connections are not secured
  /// @param onTrouble gets a sentence for people if something fails and the server goes on
  Reception(ServeSettings settings, SSLContext tls, Consumer<String> onTrouble) {
    this.settings = settings;
    this.tls = Optional.ofNullable(tls);
    this.onTrouble = onTrouble;
  }

  /// Lets in who comes, until the listener is closed, and waits until all have gone.
  @Suspends
  void serve(Listener listener, HttpServer server) {
    TaskGroup.run(
        group -> {
          for (Optional<Stream> next; (next = accept(listener)).isPresent(); ) {
            Stream stream = next.get();
            Task<?> task =
                group.spawn("client " + stream.remoteAddress(), () -> serve(group, stream, server));
            task.addDoneCallback(_ -> stream.abort());
          }
        });
  }

  /// @return empty when the listener was closed
  @Suspends
  private Optional<Stream> accept(Listener listener) {
    while (true) {
      try {
        return Optional.of(listener.accept());
      } catch (ClosedChannelException closed) {
        return Optional.empty();
      } catch (IOException noneLeft) {
        tell(noneLeft);
        Async.sleep(AFTER_FAILURE);
      }
    }
  }

  private void tell(IOException failure) {
    if (!told) {
      told = true;
      onTrouble.accept(
          "a connection could not be accepted: %s; who connects now waits until another goes;"
                  .formatted(failure.getMessage())
              + " allow more files with ulimit -n");
    }
  }

  // --- one connection

  @Suspends
  private void serve(TaskGroup group, Stream stream, HttpServer server) {
    try {
      if (!makeRoom(group, stream.remoteAddress())) {
        refuseNewcomer(stream);
        return;
      }
      Stranger stranger = new Stranger(stream);
      strangers.add(stranger, stream.remoteAddress());
      try {
        if (tls.isPresent()) {
          secure(stranger, stream, server);
        } else {
          serve(stranger, stream, server);
        }
      } finally {
        strangers.remove(stranger);
      }
    } catch (CancelledError cancelled) {
      throw cancelled;
    } catch (IOException | TimeoutException brokenConnection) {
      // the other end went away, or says nothing: its connection ends, nothing else
    } catch (Throwable failure) {
      EventLoop.running()
          .callExceptionHandler(
              new UnhandledFailure("serving " + stream + " failed", failure, null));
    }
  }

  @Suspends
  private void secure(Stranger stranger, Stream plain, HttpServer server) throws Exception {
    try (Stream secure = Tls.server(plain, tls.get(), settings.patience())) {
      serve(stranger, secure, server);
    }
  }

  @Suspends
  private void serve(Stranger stranger, Stream stream, HttpServer server) throws Exception {
    SocketAddress address = stream.remoteAddress();
    byAddress.put(address, stranger);
    try {
      server.serve(stream);
      stream.close();
    } finally {
      byAddress.remove(address);
    }
  }

  /// @return whether there is room
  private boolean makeRoom(TaskGroup group, SocketAddress newcomer) {
    while (strangers.size() >= settings.places().strangers()) {
      Optional<Stranger> idle = strangers.takeOldestOfLargest(one -> !one.isBeingAnswered);
      Optional<Stranger> one =
          idle.isEmpty() && wouldHaveFewer(newcomer) ? strangers.takeOldestOfLargest() : idle;
      if (one.isEmpty()) {
        return false;
      }
      sendAway(group, one.get());
    }
    return true;
  }

  /// Whether an address would have fewer than another also with one more.
  private boolean wouldHaveFewer(SocketAddress address) {
    return strangers.count(address) + 1 < strangers.largest();
  }

  private void sendAway(TaskGroup group, Stranger one) {
    if (one.hasAsked || tls.isPresent()) {
      one.stream.abort();
    } else {
      group.spawn(() -> refuse(one.stream));
    }
  }

  @Suspends
  private void refuseNewcomer(Stream stream) {
    if (tls.isEmpty()) {
      refuse(stream);
    }
  }

  @Suspends
  private static void refuse(Stream stream) {
    try (stream) {
      stream.write(BUSY);
    } catch (IOException gone) {
      // it has gone by itself
    }
  }

  /// A whole request has come from there.
  void hasAsked(SocketAddress address) {
    Stranger stranger = byAddress.get(address);
    if (stranger != null) {
      stranger.hasAsked = true;
      stranger.isBeingAnswered = true;
    }
  }

  /// The answer to it was sent, or could not be.
  void wasAnswered(SocketAddress address) {
    Stranger stranger = byAddress.get(address);
    if (stranger != null) {
      stranger.isBeingAnswered = false;
    }
  }

  /// It is a subscriber now, and has a place of another kind.
  void isSubscriber(SocketAddress address) {
    Stranger stranger = byAddress.get(address);
    if (stranger != null) {
      strangers.remove(stranger);
    }
  }

  int strangers() {
    return strangers.size();
  }
}
