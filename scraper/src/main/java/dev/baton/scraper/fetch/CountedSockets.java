package dev.baton.scraper.fetch;

import dev.baton.net.DirectSockets;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/// Makes sockets that count what comes on them, for each call: a call has a thread of its own,
/// which reads all of its answer.
final class CountedSockets extends DirectSockets {
  /// The most bytes that one call reads. Chunks make a body longer, and OkHttp would keep a line
  /// without an end in memory.
  static final int MAX_RECEIVED = 2 * AnswerReader.MAX_BODY;

  private static final ThreadLocal<Long> RECEIVED = ThreadLocal.withInitial(() -> 0L);

  /// How many bytes have come for the call whose thread this is.
  static long received() {
    return RECEIVED.get();
  }

  @Override
  public Socket createSocket() {
    return new Socket(Proxy.NO_PROXY) {
      @Override
      public InputStream getInputStream() throws IOException {
        return new Counted(super.getInputStream());
      }
    };
  }

  private static final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      RECEIVED.set(received() + Math.max(0, count));
      if (received() > MAX_RECEIVED) {
        throw Unpacker.tooLarge(MAX_RECEIVED);
      }
      return count;
    }
  }
}
