package dev.baton.feed.serve;

import dev.baton.EventLoop;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

/// Accepts connections in the place of Java-WebSocket, which closes the socket that it listens at,
/// without a word, when one connection cannot be accepted: as when no file descriptor is left.
///
/// After a failure it pauses, and those who connect wait in the system's queue. It also leaves a
/// round of the selector to the others after each [#MOST] connections, so that a crowd that comes
/// does not keep the server from reading what the others send.
final class Acceptor {
  /// Takes a connection over.
  @FunctionalInterface
  interface Intake {
    void take(SocketChannel channel, Selector selector) throws IOException;
  }

  private static final int MOST = 64;
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  private final EventLoop loop;
  private final Intake intake;
  private final Consumer<IOException> onFailure;

  /// Whether a failure was reported. Used on the selector's thread.
  private boolean reported;

  /// @param onFailure gets the first failure to accept, on the loop
  Acceptor(EventLoop loop, Intake intake, Consumer<IOException> onFailure) {
    this.loop = loop;
    this.intake = intake;
    this.onFailure = onFailure;
  }

  /// Accepts what has come. On the selector's thread.
  ///
  /// @param listening whose turn it is; the caller must not use it any more in this round
  void accept(SelectionKey listening) {
    listening.selector().selectedKeys().remove(listening);
    listening.interestOps(0);
    try {
      acceptSome(listening);
      loop.callSoonThreadsafe(() -> resume(listening));
    } catch (IOException noneLeft) {
      report(noneLeft);
      loop.callSoonThreadsafe(() -> loop.callLater(AFTER_FAILURE, () -> resume(listening)));
    }
  }

  private void acceptSome(SelectionKey listening) throws IOException {
    ServerSocketChannel server = (ServerSocketChannel) listening.channel();
    for (int i = 0; i < MOST; i++) {
      SocketChannel channel = server.accept();
      if (channel == null) {
        return;
      }
      take(channel, listening.selector());
    }
  }

  private void take(SocketChannel channel, Selector selector) throws IOException {
    try {
      intake.take(channel, selector);
    } catch (IOException goneAgain) {
      channel.close();
    }
  }

  private void report(IOException failure) {
    if (!reported) {
      reported = true;
      loop.callSoonThreadsafe(() -> onFailure.accept(failure));
    }
  }

  private static void resume(SelectionKey listening) {
    try {
      listening.interestOps(SelectionKey.OP_ACCEPT);
      listening.selector().wakeup();
    } catch (CancelledKeyException stopped) {
      // then nothing is to be accepted
    }
  }
}
