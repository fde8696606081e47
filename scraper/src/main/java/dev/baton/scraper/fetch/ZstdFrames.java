package dev.baton.scraper.fetch;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/// The frames that zstd data consists of (RFC 8878), as far as one sees them without unpacking: how
/// much memory each asks for, and where it ends.
final class ZstdFrames {
  /// The largest window that a browser takes (RFC 9659), in bytes.
  static final long MAX_WINDOW = 8 * 1024 * 1024;

  private static final int MAGIC = 0xFD2FB528;

  /// Of frames that are to be skipped; their last four bits are free.
  private static final int SKIPPED = 0x184D2A50;

  private static final int HAS_CHECKSUM = 4;
  private static final int IS_ONE_SEGMENT = 32;

  /// How many bytes the two bits of each field of the header stand for.
  private static final int[] DICTIONARY = {0, 1, 2, 4};

  private static final int[] CONTENT_SIZE = {0, 2, 4, 8};

  private static final int RUN_OF_ONE_BYTE = 1;
  private static final int NO_BLOCK = 3;

  private final ByteBuffer packed;

  private ZstdFrames(ByteBuffer packed) {
    this.packed = packed.order(LITTLE_ENDIAN);
  }

  /// Where the last frame ends. What follows it is ignored.
  ///
  /// @throws BufferUnderflowException if a frame is cut
  static int end(ByteBuffer packed) throws IOException, DataFormatException {
    ZstdFrames frames = new ZstdFrames(packed);
    if (!frames.startsHere()) {
      throw Unpacker.isNot("zstd");
    }
    while (frames.startsHere()) {
      frames.skip();
    }
    return packed.position();
  }

  private boolean startsHere() {
    return packed.remaining() >= 4 && (magic() == MAGIC || isSkipped());
  }

  private int magic() {
    return packed.getInt(packed.position());
  }

  private boolean isSkipped() {
    return (magic() & ~0xf) == SKIPPED;
  }

  private void skip() throws IOException, DataFormatException {
    boolean skipped = isSkipped();
    advance(4);
    if (skipped) {
      advance(packed.getInt() & 0xFFFFFFFFL);
      return;
    }
    int flags = packed.get() & 0xff;
    requireSmallWindow(header(flags));
    blocks();
    advance((flags & HAS_CHECKSUM) == 0 ? 0 : 4);
  }

  /// @return the size of the window
  private long header(int flags) {
    boolean oneSegment = (flags & IS_ONE_SEGMENT) != 0;
    long window = oneSegment ? 0 : window(packed.get() & 0xff);
    advance(DICTIONARY[flags & 3]);
    int length = CONTENT_SIZE[flags >> 6];
    long content = number(oneSegment && length == 0 ? 1 : length);
    return oneSegment ? content : window;
  }

  private static long window(int descriptor) {
    long base = 1L << 10 + (descriptor >> 3);
    return base + base / 8 * (descriptor & 7);
  }

  private long number(int bytes) {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (packed.get() & 0xffL) << 8 * i;
    }
    return bytes == 2 ? number + 256 : number;
  }

  private static void requireSmallWindow(long window) throws BadAnswerException {
    if (window < 0 || window > MAX_WINDOW) {
      throw BadAnswerException.encoding(
          "the page needs a zstd window of more than 8 MiB, which is the most that the web allows");
    }
  }

  private void blocks() throws DataFormatException {
    boolean last = false;
    while (!last) {
      int header = (int) number(1) | packed.getShort() << 8;
      int type = header >> 1 & 3;
      if (type == NO_BLOCK) {
        throw new DataFormatException();
      }
      last = (header & 1) != 0;
      advance(type == RUN_OF_ONE_BYTE ? 1 : header >> 3 & 0x1FFFFF);
    }
  }

  private void advance(long bytes) {
    if (bytes > packed.remaining()) {
      throw new BufferUnderflowException();
    }
    packed.position(packed.position() + (int) bytes);
  }
}
