package dev.baton.scraper.fetch;

import dev.baton.net.DirectSockets;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

/// Makes sockets that connect only to what may be asked, and count what comes on them, for each
/// call: a call has a thread to itself, which reads all of its answer.
final class CountedSockets extends DirectSockets {
  /// The most bytes that one call reads. Chunks make a body longer, and OkHttp would keep a line
  /// without an end in memory.
  static final int MAX_RECEIVED = 2 * AnswerReader.MAX_BODY;

  private static final ThreadLocal<Received> RECEIVED = ThreadLocal.withInitial(Received::new);

  /// Of one call.
  private static final class Received {
    private long bytes;
    private long most = MAX_RECEIVED;

    void add(int count) throws BadAnswerException {
      bytes += count;
      if (bytes > most) {
        throw DecodedLimit.tooLarge(most);
      }
    }
  }

  private final AddressGuard guard;

  CountedSockets(AddressGuard guard) {
    this.guard = guard;
  }

  /// How many bytes have come for the call whose thread this is.
  static long received() {
    return RECEIVED.get().bytes;
  }

  /// Counts from nothing: another call had this thread before.
  static void begin() {
    RECEIVED.set(new Received());
  }

  /// Lets the call whose thread this is read a body of this length.
  static void expect(int body) {
    RECEIVED.get().most = Math.max(MAX_RECEIVED, 2L * body);
  }

  @Override
  public Socket createSocket() {
    return new Socket(Proxy.NO_PROXY) {
      @Override
      public void connect(SocketAddress remote, int timeout) throws IOException {
        guard.check((InetSocketAddress) remote);
        super.connect(remote, timeout);
      }

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
      RECEIVED.get().add(Math.max(0, count));
      return count;
    }
  }
}
