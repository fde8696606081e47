package dev.baton.scraper.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Takes what comes out of a body that is unpacked, up to a limit.
final class Unpacked {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DecodedLimit limit;

  Unpacked(DecodedLimit limit) {
    this.limit = limit;
  }

  /// Adds the first `count` bytes of a chunk.
  void add(byte[] chunk, int count) throws BadAnswerException {
    bytes.write(chunk, 0, count);
    limit.check(bytes.size());
  }

  void addAll(InputStream in) throws IOException {
    byte[] chunk = new byte[8_192];
    for (int count; (count = in.read(chunk)) >= 0; ) {
      add(chunk, count);
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
