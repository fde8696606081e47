package dev.baton.jobs.cli;

import dev.baton.Completer;
import dev.baton.Suspends;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Brings the lines of standard input into the loop, as many at once as are there.
///
/// Reading has a thread of its own and not a `Blocking.call`, which the loop would wait for at its
/// end: a read of a keyboard cannot be interrupted, and Ctrl-C would have to wait for a key. This
/// thread is left behind instead.
final class Lines {
  /// The longest line, in bytes.
  static final int MAX_LINE = 1 << 20;

  /// The most lines at once.
  static final int MAX_BATCH = 500;

  /// Lines that are longer than this together are not read at once, in characters.
  static final int MAX_BATCH_LENGTH = 4 << 20;

  private final InputStream input;
  private final BlockingQueue<Completer<List<String>>> asks = new ArrayBlockingQueue<>(1);
  private boolean started;

  /// Lines that were read; in error messages.
  private long lineNumber;

  /// What is wrong behind the lines that were read: it is told after them.
  private IOException failure;

  Lines(InputStream input) {
    this.input = new BufferedInputStream(input, 1 << 16);
  }

  /// Waits for at least one line; empty at the end of the input.
  ///
  /// @throws IOException if the next line is too long or not UTF-8, or the input cannot be read
  @Suspends
  List<String> next() throws IOException {
    if (!started) {
      started = true;
      Thread.ofPlatform().daemon().name("standard-input").start(this::live);
    }
    Completer<List<String>> ask = Completer.open("standard input", () -> {});
    asks.add(ask); // there is room: one asks at a time
    return ask.future().awaitThrowing(IOException.class);
  }

  // --- on the thread of its own

  private void live() {
    try {
      while (true) {
        answer(asks.take());
      }
    } catch (InterruptedException nobodyDoes) {
      throw new AssertionError(nobodyDoes);
    }
  }

  private void answer(Completer<List<String>> ask) {
    try {
      ask.succeed(readBatch());
    } catch (Throwable failure) { // a task waits: whatever happens here, it has to hear of it
      ask.fail(failure);
    }
  }

  private List<String> readBatch() throws IOException {
    if (failure != null) {
      throw failure;
    }
    List<String> batch = new ArrayList<>();
    try {
      readInto(batch);
    } catch (IOException badLine) {
      failure = badLine;
      if (batch.isEmpty()) {
        throw badLine;
      }
    }
    return batch;
  }

  private void readInto(List<String> batch) throws IOException {
    int length = 0;
    do {
      String line = readLine();
      if (line == null) {
        return;
      }
      batch.add(line);
      length += line.length();
    } while (batch.size() < MAX_BATCH && length < MAX_BATCH_LENGTH && input.available() > 0);
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = input.read();
    if (next < 0) {
      return null;
    }
    lineNumber++;
    for (; next >= 0 && next != '\n'; next = input.read()) {
      if (line.size() == MAX_LINE) {
        throw new IOException(
            "line %,d is longer than %,d bytes; put large data into a file"
                .formatted(lineNumber, MAX_LINE));
      }
      line.write(next);
    }
    return decode(line.toByteArray());
  }

  private String decode(byte[] line) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException malformed) {
      throw new IOException("line %,d is not UTF-8; convert it".formatted(lineNumber), malformed);
    }
  }
}
