package dev.baton.net;

import dev.baton.Suspends;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// Moves bytes in order between two ends: what a [Stream] stands on.
///
/// A socket is one; TLS is one around another; tests have one in memory. Whoever writes one need
/// not care for several tasks at once: a stream has one task read and one task write at a time.
public interface Transport {
  /// Waits until at least one byte is there and takes what fits.
  ///
  /// @param target where the bytes go; has room
  /// @return how many came, or -1 when the other end will send no more
  /// @throws IOException if the connection broke or was closed
  @Suspends
  int read(ByteBuffer target) throws IOException;

  /// Takes all these bytes, waiting as long as too many of earlier ones have not been sent.
  ///
  /// @throws IOException if the connection broke or was closed
  @Suspends
  void write(ByteBuffer source) throws IOException;

  /// Waits until everything that was taken has been sent.
  @Suspends
  void flush() throws IOException;

  /// Sends everything, then tells the other end that nothing more comes. Reading goes on.
  @Suspends
  void shutdownOutput() throws IOException;

  /// Closes at once, whatever was not sent; tasks that wait here get an [IOException]. Closing
  /// twice does nothing.
  void close();

  /// The address of this end.
  SocketAddress localAddress();

  /// The address of the other end.
  SocketAddress remoteAddress();
}
