package dev.baton.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Optional;

/// A [PrintWriter] that can say why it failed, not only that it did.
final class Printer {
  private final PrintWriter writer;
  private IOException failure;

  Printer(OutputStream stream) {
    this.writer = new PrintWriter(new Remembering(stream), false, UTF_8);
  }

  PrintWriter writer() {
    return writer;
  }

  /// Writes what is left.
  ///
  /// @return what went wrong first, if anything did
  Optional<CannotWriteException> end() {
    writer.flush();
    return Optional.ofNullable(failure).map(first -> new CannotWriteException("stdout", first));
  }

  private final class Remembering extends OutputStream {
    private final OutputStream stream;

    Remembering(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /// Nothing comes after a failure: a reader would miss the part in the middle.
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failure != null) {
        throw failure;
      }
      try {
        stream.write(bytes, offset, length);
      } catch (IOException first) {
        failure = first;
        throw first;
      }
    }
  }
}
