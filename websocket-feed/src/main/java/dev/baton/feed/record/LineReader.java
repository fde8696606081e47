package dev.baton.feed.record;

import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.RecordedJson;
import dev.baton.feed.protocol.RecordedLine;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the lines of a file of a recording, whatever is in it: no line takes more memory than
/// [#MOST].
final class LineReader implements Closeable {
  /// Bytes of a line without its end.
  static final int MOST = Limits.SERVER_MESSAGE + Seal.LENGTH;

  private static final int BUFFER = 64 * 1024;

  /// @param number from 1
  /// @param start where it begins in the file
  /// @param bytes without the end; of a line that is too long, only its beginning
  /// @param isWhole whether it has an end
  record Line(long number, long start, byte[] bytes, boolean isTooLong, boolean isWhole) {
    /// What it says.
    RecordedLine parse() throws BadLineException {
      if (isTooLong) {
        throw new BadLineException("is longer than " + MOST + " bytes");
      }
      if (!isWhole) {
        throw new BadLineException("has no end after " + bytes.length + " bytes");
      }
      try {
        return RecordedJson.parse(Seal.json(bytes));
      } catch (BadMessageException e) {
        throw new BadLineException("cannot be understood: " + e.getMessage());
      }
    }
  }

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];

  /// What of the buffer is not read yet.
  private int from;

  private int to;
  private long number;

  /// Of the next line in the file.
  private long position;

  LineReader(Path file) throws IOException {
    in = Files.newInputStream(file);
  }

  /// Reads the last lines alone.
  ///
  /// @param most so many bytes
  static LineReader ofEnd(Path file, long most) throws IOException {
    LineReader reader = new LineReader(file);
    try {
      long skipped = Math.max(0, Files.size(file) - most);
      if (skipped > 0) {
        reader.in.skipNBytes(skipped);
        reader.position = skipped;
        reader.next(); // it may have begun before
      }
      return reader;
    } catch (IOException failure) {
      try (reader) {
        throw failure;
      }
    }
  }

  /// The next line, or null at the end.
  Line next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    long length = 0;
    while (fill()) {
      int end = endOfLine();
      int count = end - from;
      bytes.write(buffer, from, Math.min(count, MOST + 1 - bytes.size()));
      length += count;
      from = end;
      if (end < to) {
        from++;
        return line(bytes, length, true);
      }
    }
    return length == 0 ? null : line(bytes, length, false);
  }

  /// Whether there is something in the buffer now.
  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer));
    }
    return from < to;
  }

  private int endOfLine() {
    int end = from;
    while (end < to && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private Line line(ByteArrayOutputStream bytes, long length, boolean isWhole) {
    long start = position;
    position += length + (isWhole ? 1 : 0);
    return new Line(++number, start, bytes.toByteArray(), length > MOST, isWhole);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
