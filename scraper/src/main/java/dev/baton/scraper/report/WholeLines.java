package dev.baton.scraper.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream without its last line, if that has no end: whoever wrote it was killed.
final class WholeLines extends InputStream {
  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];

  /// What was not given on yet.
  private int start;

  /// How far the lines in the buffer are whole.
  private int whole;

  private int end;

  WholeLines(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? buffer[start++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, whole - start);
    System.arraycopy(buffer, start, to, offset, count);
    start += count;
    return count;
  }

  private boolean hasMore() throws IOException {
    while (start == whole) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  /// False at the end.
  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    whole = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int count = in.read(buffer, end, buffer.length - end);
    for (int i = end + count; i > end && whole == 0; i--) {
      whole = buffer[i - 1] == '\n' ? i : 0;
    }
    end += Math.max(0, count);
    return count >= 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
