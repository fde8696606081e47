package dev.baton.scraper.fetch;

import io.airlift.compress.v3.zstd.ZstdNativeInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/// Undoes zstd, with the C library that comes with aircompressor.
///
/// Not with aircompressor's own code: that reads memory by way of `sun.misc.Unsafe`, about which
/// the JVM prints a warning, and which in earlier versions broken data has led beyond the end of an
/// array. The C library is what browsers use, and is tested with random data all the time. Where it
/// cannot be loaded, nobody is asked for zstd.
final class Zstd {
  private Zstd() {}

  static boolean isThere() {
    return ZstdNativeInputStream.isEnabled();
  }

  static void unpack(ByteBuffer packed, Unpacked unpacked) throws IOException, DataFormatException {
    int end = ZstdFrames.end(packed);
    try (ZstdNativeInputStream in =
        new ZstdNativeInputStream(new ByteArrayInputStream(packed.array(), 0, end))) {
      unpacked.addAll(in);
    } catch (BadAnswerException ours) {
      throw ours;
    } catch (IOException | RuntimeException broken) {
      throw new DataFormatException();
    }
  }
}
