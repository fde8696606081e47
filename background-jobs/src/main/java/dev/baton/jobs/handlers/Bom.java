package dev.baton.jobs.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The byte order marks by which a file can say what it is: the mark is the character U+FEFF.
enum Bom {
  /// Before UTF-16LE, whose mark it begins with.
  UTF_32LE(StandardCharsets.UTF_32LE),
  UTF_32BE(StandardCharsets.UTF_32BE),
  UTF_8(StandardCharsets.UTF_8),
  UTF_16LE(StandardCharsets.UTF_16LE),
  UTF_16BE(StandardCharsets.UTF_16BE);

  private static final int LONGEST = 4;

  private final Charset charset;
  private final byte[] mark;

  Bom(Charset charset) {
    this.charset = charset;
    this.mark = "\ufeff".getBytes(charset);
  }

  /// Reads text in the charset of its mark, which is left out, or else in this one.
  static Reader reader(InputStream input, Charset otherwise) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(input, LONGEST);
    byte[] first = bytes.readNBytes(LONGEST);
    for (Bom bom : values()) {
      int length = bom.mark.length;
      if (first.length >= length && Arrays.equals(first, 0, length, bom.mark, 0, length)) {
        bytes.unread(first, length, first.length - length);
        return new StrictReader(bytes, bom.charset);
      }
    }
    bytes.unread(first);
    return new StrictReader(bytes, otherwise);
  }
}
