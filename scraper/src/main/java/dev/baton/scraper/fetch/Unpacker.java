package dev.baton.scraper.fetch;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Undoes gzip and deflate in memory, and stops where the result becomes too large: a small file
/// can be unpacked to a huge one.
///
/// It does not use [java.util.zip.GZIPInputStream], which calls itself for each empty member of an
/// archive, as many as a server likes to send, and which takes a broken member for the end.
final class Unpacker {
  private static final short GZIP = (short) 0x8b1f;
  private static final int METHOD_DEFLATE = 8;

  private static final int HAS_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private interface Format {
    void unpack(Unpacker unpacker) throws IOException, DataFormatException;
  }

  private final ByteBuffer packed;
  private final String name;
  private final Format format;
  private final int most;
  private final ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
  private final CRC32 crc = new CRC32();
  private final byte[] chunk = new byte[8_192];

  private Unpacker(byte[] packed, int most, String name, Format format) {
    this.packed = ByteBuffer.wrap(packed).order(LITTLE_ENDIAN);
    this.most = most;
    this.name = name;
    this.format = format;
  }

  /// Undoes gzip. What follows the last member is ignored, as gzip does.
  ///
  /// @param most the largest result, in bytes
  static Unpacker gzip(byte[] packed, int most) {
    return new Unpacker(packed, most, "gzip", Unpacker::members);
  }

  /// Undoes deflate, with the zlib header that the standard demands, or without it, as some servers
  /// send it.
  ///
  /// @param most the largest result, in bytes
  static Unpacker deflate(byte[] packed, int most) {
    boolean zlib = hasZlibHeader(packed);
    return new Unpacker(
        packed,
        most,
        "deflate",
        unpacker -> {
          try (Inflater inflater = new Inflater(!zlib)) {
            unpacker.inflate(inflater);
          }
        });
  }

  /// @throws IOException saying what is wrong
  byte[] all() throws IOException {
    try {
      format.unpack(this);
      return unpacked.toByteArray();
    } catch (BufferUnderflowException ended) {
      throw new BadAnswerException(
          "the archive is cut: its " + name + " data ends too soon", ended);
    } catch (DataFormatException broken) {
      throw new BadAnswerException(
          "the archive is damaged: its " + name + " data is not valid", broken);
    }
  }

  /// What comes out before something is wrong, the result is too large or the archive ends.
  byte[] beginning() {
    try {
      return all();
    } catch (IOException endsThere) {
      return unpacked.toByteArray();
    }
  }

  private static boolean hasZlibHeader(byte[] packed) {
    return packed.length >= 2
        && (packed[0] & 0x0f) == METHOD_DEFLATE
        && ((packed[0] & 0xff) << 8 | packed[1] & 0xff) % 31 == 0;
  }

  static BadAnswerException tooLarge(int most) {
    return new BadAnswerException("the page is larger than " + most / 1024 / 1024 + " MiB");
  }

  private void members() throws IOException, DataFormatException {
    try (Inflater inflater = new Inflater(true)) {
      do {
        header();
        inflater.reset();
        crc.reset();
        inflate(inflater);
        trailer((int) inflater.getBytesWritten());
      } while (packed.remaining() >= 2 && packed.getShort(packed.position()) == GZIP);
    }
  }

  private void header() throws IOException, DataFormatException {
    if (packed.getShort() != GZIP) {
      throw new BadAnswerException("the page is not gzip, although its header says so");
    }
    if (packed.get() != METHOD_DEFLATE) {
      throw new DataFormatException();
    }
    int flags = packed.get();
    skip(6);
    if ((flags & HAS_EXTRA) != 0) {
      skip(packed.getShort() & 0xffff);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_CRC) != 0) {
      skip(2);
    }
  }

  private void skip(int bytes) {
    for (int i = 0; i < bytes; i++) {
      packed.get();
    }
  }

  private void skipText() {
    while (packed.get() != 0) {
      // up to the zero at its end
    }
  }

  private void inflate(Inflater inflater) throws IOException, DataFormatException {
    inflater.setInput(packed);
    while (!inflater.finished()) {
      int count = inflater.inflate(chunk);
      if (inflater.needsDictionary()) {
        throw new DataFormatException();
      }
      if (count == 0 && !inflater.finished()) {
        throw new BufferUnderflowException();
      }
      crc.update(chunk, 0, count);
      unpacked.write(chunk, 0, count);
      if (unpacked.size() > most) {
        throw tooLarge(most);
      }
    }
  }

  private void trailer(int length) throws DataFormatException {
    if (packed.getInt() != (int) crc.getValue() | packed.getInt() != length) {
      throw new DataFormatException();
    }
  }
}
