package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/// Random bytes in random pieces, sent at one end and checked at the other.
final class Traffic {
  private static final int LARGEST_PIECE = 200_000;

  private Traffic() {}

  private static ByteBuffer bytes(long seed, int size, boolean direct) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    return buffer.put(bytes).flip();
  }

  static void send(Stream stream, long seed, int size, boolean direct) throws IOException {
    ByteBuffer all = bytes(seed, size, direct);
    Random random = new Random(seed);
    while (all.hasRemaining()) {
      int count = Math.min(all.remaining(), pieceSize(random));
      stream.write(all.slice(all.position(), count));
      all.position(all.position() + count);
      if (random.nextInt(5) == 0) {
        Async.yieldNow();
      }
    }
  }

  static void expect(Stream stream, long seed, int size, boolean direct) throws IOException {
    ByteBuffer got = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    Random random = new Random(seed + 1);
    while (got.hasRemaining()) {
      ByteBuffer target = got.slice(got.position(), Math.min(got.remaining(), pieceSize(random)));
      stream.read(target);
      got.position(got.position() + target.position());
      if (random.nextInt(5) == 0) {
        Async.yieldNow();
      }
    }
    assertThat(got.flip()).isEqualTo(bytes(seed, size, direct));
  }

  private static int pieceSize(Random random) {
    return random.nextBoolean() ? 1 + random.nextInt(100) : 1 + random.nextInt(LARGEST_PIECE);
  }
}
