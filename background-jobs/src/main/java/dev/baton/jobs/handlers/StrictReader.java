package dev.baton.jobs.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/// Reads text and accepts no byte that is not of its charset; names the line of the first that is
/// not.
///
/// The JDK's own readers put a replacement character instead, by which `Öst` and `Äst` in Latin-1
/// become the same word.
final class StrictReader extends Reader {
  private static final int BUFFER = 1 << 15;

  private final InputStream input;

  /// As a new decoder is: it reports what it cannot decode.
  private final CharsetDecoder decoder;

  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private boolean ended;

  /// The line that is being read, by the line feeds before it, or by the carriage returns of a file
  /// that has no line feeds.
  private long lineFeeds;

  private long returns;

  StrictReader(InputStream input, Charset charset) {
    this.input = input;
    this.decoder = charset.newDecoder();
  }

  @Override
  public int read(char[] target, int from, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(target, from, length).slice();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      count(target, from, chars.position());
      if (result.isError()) {
        throw notText(result.length());
      }
      if (chars.position() == 0) {
        if (ended) {
          return -1;
        }
        fill();
      }
    }
    return chars.position();
  }

  private void count(char[] target, int from, int length) {
    for (int at = from; at < from + length; at++) {
      if (target[at] == '\n') {
        lineFeeds++;
      } else if (target[at] == '\r') {
        returns++;
      }
    }
  }

  private BadDataException notText(int length) {
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < length; i++) {
      seen.append(" %02X".formatted(bytes.get(bytes.position() + i)));
    }
    return new BadDataException(
        "line %,d of the input is not %s, seen:%s; say in which charset it is, such as \"charset\": \"ISO-8859-1\""
            .formatted(1 + (lineFeeds > 0 ? lineFeeds : returns), decoder.charset(), seen));
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = input.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + read);
    }
    bytes.flip();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
