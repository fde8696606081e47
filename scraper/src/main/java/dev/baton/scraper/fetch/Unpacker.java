package dev.baton.scraper.fetch;

import dev.baton.scraper.Problem;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/// Undoes one encoding of a body in memory, and stops where the result becomes too large.
final class Unpacker {
  /// How something was packed.
  enum Format {
    GZIP("gzip", Gzip::unpack),
    DEFLATE("deflate", Deflate::unpack),
    BROTLI("br", (packed, unpacked) -> Brotli.unpack(packed, unpacked)),
    ZSTD("zstd", (packed, unpacked) -> Zstd.unpack(packed, unpacked));

    private final String text;
    private final Undo undo;

    Format(String text, Undo undo) {
      this.text = text;
      this.undo = undo;
    }
  }

  /// Adds to `unpacked` what comes out of `packed`.
  private interface Undo {
    /// @throws BufferUnderflowException if the archive ends too soon
    /// @throws DataFormatException if it is damaged
    /// @throws BadAnswerException if there is more to say of it
    void unpack(ByteBuffer packed, Unpacked unpacked) throws IOException, DataFormatException;
  }

  private final Format format;
  private final byte[] packed;
  private final Unpacked unpacked;

  Unpacker(Format format, byte[] packed, DecodedLimit limit) {
    this.format = format;
    this.packed = packed;
    this.unpacked = new Unpacked(limit);
  }

  /// @throws IOException saying what is wrong
  byte[] all() throws IOException {
    try {
      format.undo.unpack(ByteBuffer.wrap(packed), unpacked);
      return unpacked.toBytes();
    } catch (BufferUnderflowException ended) {
      throw new BadAnswerException(
          Problem.NO_ANSWER,
          "the archive is cut: its " + format.text + " data ends too soon",
          ended);
    } catch (DataFormatException broken) {
      throw BadAnswerException.encoding(
          "the archive is damaged: its " + format.text + " data is not valid", broken);
    }
  }

  /// What comes out before something is wrong, the result is too large or the archive ends.
  byte[] beginning() {
    try {
      return all();
    } catch (IOException endsThere) {
      return unpacked.toBytes();
    }
  }

  /// Something is no archive of this kind at all.
  static BadAnswerException isNot(String name) {
    return BadAnswerException.encoding("the page is not " + name + ", although its header says so");
  }
}
