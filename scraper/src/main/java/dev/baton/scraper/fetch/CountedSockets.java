package dev.baton.scraper.fetch;

import dev.baton.net.DirectSockets;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/// Makes sockets that count what comes on them.
final class CountedSockets extends DirectSockets {
  @Override
  public Socket createSocket() {
    return new CountedSocket();
  }

  /// Used by one thread at a time.
  static final class CountedSocket extends Socket {
    private long received;

    private CountedSocket() {
      super(Proxy.NO_PROXY);
    }

    /// How many bytes have come.
    long received() {
      return received;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          int value = super.read();
          received += value < 0 ? 0 : 1;
          return value;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
          int count = super.read(bytes, from, length);
          received += Math.max(0, count);
          return count;
        }
      };
    }
  }
}
