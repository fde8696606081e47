package dev.baton.scraper.fetch;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates streams of deflate, one after the other.
final class Inflation implements AutoCloseable {
  private final Inflater inflater;
  private final CRC32 crc = new CRC32();
  private final byte[] chunk = new byte[8_192];

  /// @param bare whether the streams are without the header of zlib
  Inflation(boolean bare) {
    inflater = new Inflater(bare);
  }

  /// Inflates the stream that begins here, and leaves the buffer where it ends.
  void inflate(ByteBuffer packed, Unpacked unpacked) throws IOException, DataFormatException {
    inflater.reset();
    crc.reset();
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
      unpacked.add(chunk, count);
    }
  }

  /// Of the last stream.
  int checksum() {
    return (int) crc.getValue();
  }

  /// Of the last stream; of a longer one than an int can hold, its lowest bits.
  int length() {
    return (int) inflater.getBytesWritten();
  }

  @Override
  public void close() {
    inflater.close();
  }
}
