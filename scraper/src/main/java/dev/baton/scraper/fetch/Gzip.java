package dev.baton.scraper.fetch;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/// Undoes gzip, with all the members of an archive. What follows the last one is ignored, as gzip
/// does.
///
/// It does not use [java.util.zip.GZIPInputStream], which calls itself for each empty member of an
/// archive, as many as a server likes to send, and which takes a broken member for the end.
final class Gzip {
  private static final short MAGIC = (short) 0x8b1f;

  private static final int HAS_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private Gzip() {}

  static void unpack(ByteBuffer packed, Unpacked unpacked) throws IOException, DataFormatException {
    packed.order(LITTLE_ENDIAN);
    try (Inflation inflation = new Inflation(true)) {
      do {
        header(packed);
        inflation.inflate(packed, unpacked);
        trailer(packed, inflation);
      } while (startsHere(packed));
    }
  }

  private static boolean startsHere(ByteBuffer packed) {
    return packed.remaining() >= 2 && packed.getShort(packed.position()) == MAGIC;
  }

  private static void header(ByteBuffer packed) throws IOException, DataFormatException {
    if (packed.getShort() != MAGIC) {
      throw Unpacker.isNot("gzip");
    }
    if (packed.get() != Deflate.METHOD) {
      throw new DataFormatException();
    }
    int flags = packed.get();
    skip(packed, 6);
    if ((flags & HAS_EXTRA) != 0) {
      skip(packed, packed.getShort() & 0xffff);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText(packed);
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText(packed);
    }
    if ((flags & HAS_CRC) != 0) {
      skip(packed, 2);
    }
  }

  private static void skip(ByteBuffer packed, int bytes) {
    for (int i = 0; i < bytes; i++) {
      packed.get();
    }
  }

  private static void skipText(ByteBuffer packed) {
    while (packed.get() != 0) {
      // up to the zero at its end
    }
  }

  private static void trailer(ByteBuffer packed, Inflation inflation) throws DataFormatException {
    if (packed.getInt() != inflation.checksum() | packed.getInt() != inflation.length()) {
      throw new DataFormatException();
    }
  }
}
