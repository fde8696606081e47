package dev.baton.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/// Bytes that have come and were not taken yet, because an end is looked for among them.
final class InBuffer {
  /// Also where a line may have a few bytes only: what follows it may have come too.
  private static final int LEAST_PIECE = 8 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// Null while there are none, so that an idle connection costs no buffer. Ready to be read from.
  private ByteBuffer bytes;

  boolean isEmpty() {
    return bytes == null;
  }

  int size() {
    return bytes == null ? 0 : bytes.remaining();
  }

  /// Adds what the transport has now; grows to about this size, or one piece more.
  ///
  /// @return what [Transport#readNow] has said
  int addFrom(Transport transport, int limit) throws IOException {
    if (bytes == null) {
      return takeOver(transport.readNow(Math.max(limit, LEAST_PIECE)));
    }
    ByteBuffer kept = withRoom(limit);
    ByteBuffer room = kept.duplicate().limit(kept.capacity()).position(kept.limit());
    int count = transport.readNow(room);
    if (count > 0) {
      bytes = kept.limit(room.position());
    }
    return count;
  }

  private int takeOver(byte[] piece) {
    if (piece == null) {
      return -1;
    }
    if (piece.length > 0) {
      bytes = ByteBuffer.wrap(piece);
    }
    return piece.length;
  }

  /// Room at the end is used first, then room at the beginning, and only then is there a larger
  /// buffer: bytes that come one at a time are not moved each time.
  private ByteBuffer withRoom(int limit) {
    int kept = bytes.remaining();
    if (bytes.limit() == bytes.capacity()) {
      if (kept <= bytes.capacity() / 2) {
        bytes.compact().flip();
      } else {
        long capacity = Math.max(Math.max(kept + 1L, LEAST_PIECE), Math.min(limit, kept * 2L));
        bytes = ByteBuffer.allocate(Math.toIntExact(capacity)).put(bytes).flip();
      }
    }
    return bytes;
  }

  /// Puts back the first bytes of this array, in front; nothing must be left here.
  void putBack(byte[] taken, int count) {
    bytes = count == 0 ? null : ByteBuffer.wrap(taken, 0, count);
  }

  byte[] take(int count) {
    byte[] taken = new byte[count];
    bytes.get(taken);
    forgetIfEmpty();
    return taken;
  }

  /// Takes what fits.
  ///
  /// @return how many
  int takeInto(ByteBuffer target) {
    int count = Math.min(target.remaining(), bytes.remaining());
    target.put(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    forgetIfEmpty();
    return count;
  }

  /// Lets the engine open a record among these bytes.
  SSLEngineResult unwrap(SSLEngine engine, ByteBuffer target) throws SSLException {
    SSLEngineResult result = engine.unwrap(bytes == null ? NOTHING : bytes, target);
    if (bytes != null) {
      forgetIfEmpty();
    }
    return result;
  }

  private void forgetIfEmpty() {
    if (!bytes.hasRemaining()) {
      bytes = null;
    }
  }

  /// Where the separator begins, counted from the first byte here, or -1.
  int indexOf(byte[] separator, int from) {
    int last = size() - separator.length;
    for (int i = from; i <= last; i++) {
      if (startsAt(i, separator)) {
        return i;
      }
    }
    return -1;
  }

  private boolean startsAt(int index, byte[] separator) {
    int start = bytes.position() + index;
    for (int i = 0; i < separator.length; i++) {
      if (bytes.get(start + i) != separator[i]) {
        return false;
      }
    }
    return true;
  }
}
