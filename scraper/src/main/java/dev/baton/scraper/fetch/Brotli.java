package dev.baton.scraper.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.brotli.dec.BrotliInputStream;

/// Undoes `br`, in as much memory as the window of the data, which is 16 MiB at most.
final class Brotli {
  private Brotli() {}

  static void unpack(ByteBuffer packed, Unpacked unpacked) throws IOException {
    try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(packed.array()))) {
      unpacked.addAll(in);
    } catch (BadAnswerException ours) {
      throw ours;
    } catch (IOException | RuntimeException failure) {
      // The library reads zeros behind the end, so it does not know which of the two it is.
      throw BadAnswerException.encoding(
          "the archive is cut or damaged: its br data is not valid", failure);
    }
  }
}
