package dev.baton.net;

import dev.baton.Suspends;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Moves bytes in order between two ends: what a [Stream] stands on.
///
/// A socket is one; TLS is one around another; `dev.baton.testing` has some in memory. Whoever
/// writes one need not care for several tasks at once: a stream has one task that reads and one
/// that writes, flushes or shuts down at a time. Only [#close()] may come between.
///
/// A stream lets other tasks run from time to time although its transport never has to wait. One
/// that may go on for long inside a single call, as TLS does over empty records, spends the task's
/// budget itself: see [dev.baton.Async#spendBudget()].
///
/// Reading has two parts, so that a task that waits needs no buffer: an idle connection costs
/// little.
public interface Transport {
  /// Waits until [#readNow] may find something: bytes, the end, or a failure. Returns at once where
  /// that is not known, so a caller asks again when `readNow` has found nothing.
  ///
  /// A task that is cancelled here has lost no bytes.
  ///
  /// @throws IOException if the connection broke or was closed
  @Suspends
  void awaitReadable() throws IOException;

  /// True if [#awaitReadable] is known to have to wait: then it lets others run by itself.
  default boolean mustWait() {
    return false;
  }

  /// Takes what is there and fits.
  ///
  /// @param target where the bytes go; has room
  /// @return how many came, 0 if there are none now, or -1 when the other end will send no more
  /// @throws IOException if the connection broke or was closed
  int readNow(ByteBuffer target) throws IOException;

  /// Takes what is there, in an array of its own.
  ///
  /// @param most how many bytes at most; more than that, or a part of it, may be left for the next
  ///   time
  /// @return empty if there are none now, or null when the other end will send no more
  /// @throws IOException if the connection broke or was closed
  default byte[] readNow(int most) throws IOException {
    byte[] piece = new byte[Math.min(most, PiecePool.SIZE / 4)];
    int count = readNow(ByteBuffer.wrap(piece));
    if (count < 0) {
      return null;
    }
    return count == piece.length ? piece : Arrays.copyOf(piece, count);
  }

  /// Takes as many of these bytes as it can without waiting. A transport that has nothing to gain
  /// from being asked takes none.
  ///
  /// @return true if none are left; if some are, [#write] is to be called for them at once
  /// @throws IOException if the connection broke or was closed
  default boolean writeNow(ByteBuffer source) throws IOException {
    return false;
  }

  /// How many bytes were taken and have not been handed to the network, as far as that is known.
  default int unsent() {
    return 0;
  }

  /// Takes all these bytes, waiting as long as too many of earlier ones have not been sent.
  ///
  /// @throws IOException if the connection broke or was closed
  @Suspends
  void write(ByteBuffer source) throws IOException;

  /// Waits until everything that was taken has been sent.
  ///
  /// @throws IOException if the connection broke or was closed
  @Suspends
  void flush() throws IOException;

  /// Sends everything, then tells the other end that nothing more comes. Reading goes on.
  ///
  /// @throws IOException if the connection broke or was closed
  @Suspends
  void shutdownOutput() throws IOException;

  /// Closes at once, whatever was not sent; tasks that wait here get an [IOException]. Closing
  /// twice does nothing.
  void close();

  /// Closes at once in a way that the other end takes for a failure, where there is one: a reset of
  /// TCP.
  default void reset() {
    close();
  }

  /// The address of this end.
  SocketAddress localAddress();

  /// The address of the other end.
  SocketAddress remoteAddress();
}
