package dev.baton.scraper.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/// Undoes deflate, with the zlib header that the standard demands, or without it, as some servers
/// send it.
final class Deflate {
  static final int METHOD = 8;

  private Deflate() {}

  static void unpack(ByteBuffer packed, Unpacked unpacked) throws IOException, DataFormatException {
    try (Inflation inflation = new Inflation(!hasZlibHeader(packed))) {
      inflation.inflate(packed, unpacked);
    }
  }

  private static boolean hasZlibHeader(ByteBuffer packed) {
    return packed.remaining() >= 2
        && (packed.get(0) & 0x0f) == METHOD
        && (packed.getShort(0) & 0xffff) % 31 == 0;
  }
}
