package dev.baton.scraper.demo;

import dev.baton.Suspends;
import dev.baton.net.http.BodyOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;

/// A gibibyte of zeros in gzip, which has about a mebibyte. It costs next to nothing to send: one
/// mebibyte of zeros is packed once, as a block that needs no other, and sent 1,024 times.
final class GzipBomb {
  private static final int UNPACKED_BLOCK = 1024 * 1024;
  private static final int BLOCKS = 1024;

  /// Of what comes out, in bytes.
  static final long UNPACKED = (long) UNPACKED_BLOCK * BLOCKS;

  private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff};
  private static final byte[] BLOCK = pack();
  private static final byte[] LAST_BLOCK = {3, 0};

  /// The CRC-32 of a gibibyte of zeros.
  private static final int CHECKSUM = 0x5b64c2b0;

  private static final int TRAILER = 8;

  /// Of what is sent, in bytes.
  static final long LENGTH =
      HEAD.length + (long) BLOCK.length * BLOCKS + LAST_BLOCK.length + TRAILER;

  private GzipBomb() {}

  private static byte[] pack() {
    byte[] packed = new byte[64 * 1024];
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setInput(new byte[UNPACKED_BLOCK]);
      return Arrays.copyOf(packed, deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH));
    }
  }

  @Suspends
  static void writeTo(BodyOutput out) throws IOException {
    out.write(HEAD);
    for (int i = 0; i < BLOCKS; i++) {
      out.write(BLOCK);
    }
    out.write(LAST_BLOCK);
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    out.write(trailer.putInt(CHECKSUM).putInt((int) UNPACKED).flip());
  }
}
