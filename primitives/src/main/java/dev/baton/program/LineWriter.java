package dev.baton.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.sync.Event;
import dev.baton.terminal.LivingLines;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes batches of lines: the half of an [Output] that blocks. Nobody else writes to its streams
/// meanwhile, so it knows what stands at the bottom of the terminal.
final class LineWriter {
  /// @param sink null: no text is written
  /// @param mark null where nobody waits for it
  record Line(Sink sink, Supplier<String> text, Mark mark) {
    Line(Sink sink, Supplier<String> text) {
      this(sink, text, null);
    }

    boolean goesToTerminal() {
      return sink != null && sink.terminal().isPresent();
    }
  }

  /// Stands for no line: asks for the living lines to be drawn anew.
  static final Line REDRAW = new Line(null, null);

  /// Whether all up to a place was written: for who waits for it.
  static final class Mark {
    final Event passed = new Event("what was printed is written");
    boolean written;
  }

  /// What is to be written with one call.
  private record Piece(Sink sink, StringBuilder text) {
    void write() throws CannotWriteException {
      try {
        sink.stream().write(text.toString().getBytes(UTF_8));
      } catch (IOException failure) {
        throw new CannotWriteException(sink.name(), failure);
      }
    }
  }

  private final Sink messages;

  /// Empty if the messages go to no terminal.
  private final Optional<LivingLines> drawn;

  LineWriter(Sink messages) {
    this.messages = messages;
    this.drawn = messages.terminal().map(LivingLines::new);
  }

  /// Whether living lines can be seen. Called from anywhere.
  boolean hasTerminal() {
    return drawn.isPresent();
  }

  /// Writes the batch. Lines for a terminal come above the living ones, which it erases first and
  /// draws again afterwards.
  ///
  /// @param living what is to stand at the bottom of the terminal
  void write(List<Line> batch, List<String> living) throws CannotWriteException {
    List<Piece> pieces = new ArrayList<>();
    boolean above = batch.stream().anyMatch(Line::goesToTerminal);
    if (above) {
      drawn.ifPresent(lines -> add(pieces, messages, lines.erase()));
    }
    for (Line line : batch) {
      if (line.sink != null) {
        add(pieces, line.sink, SafeText.escape(line.text.get()) + "\n");
      }
    }
    if (above || batch.contains(REDRAW)) {
      drawn.ifPresent(lines -> add(pieces, messages, lines.draw(living)));
    }
    for (Piece piece : pieces) {
      piece.write();
    }
  }

  private static void add(List<Piece> pieces, Sink sink, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (pieces.isEmpty() || pieces.getLast().sink != sink) {
      pieces.add(new Piece(sink, new StringBuilder()));
    }
    pieces.getLast().text.append(text);
  }
}
