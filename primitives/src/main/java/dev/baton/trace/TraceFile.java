package dev.baton.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Where `--trace FILE` writes a run to: a picture, a page, or text.
///
/// ```java
/// try (TraceFile trace = TraceFile.of(folder.resolve("run.html"), "my program")) {
///   EventLoop.builder().listener(trace.recorder()).run(() -> serve());
/// }
/// ```
///
/// The ending of the name chooses:
///
/// | ending | what is written |
/// |---|---|
/// | `.svg` | the picture: steps from left to right, a lane for each task |
/// | `.html` | the picture, and a script to step through it; needs no network |
/// | `.json` | Chrome's trace format, for `chrome://tracing` and Perfetto: all steps and tasks |
/// | `.txt` | a line for each event |
public final class TraceFile implements AutoCloseable {
  private static final List<String> ENDINGS = List.of(".svg", ".html", ".json", ".txt");

  private final Path file;
  private final String title;
  private final String ending;
  private final Recorder recorder = new Recorder();

  private TraceFile(Path file, String title, String ending) {
    this.file = file;
    this.title = Texts.visible(title);
    this.ending = ending;
  }

  /// Looks whether the file can be written, but does not write it yet.
  ///
  /// @param title what is run
  /// @throws IllegalArgumentException saying in one sentence why it cannot be written
  public static TraceFile of(Path file, String title) {
    Objects.requireNonNull(title, "title");
    Path absolute = file.toAbsolutePath();
    String name = String.valueOf(absolute.getFileName()).toLowerCase(Locale.ROOT);
    String ending =
        ENDINGS.stream()
            .filter(name::endsWith)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a trace must end in .svg, .html, .json or .txt, got " + file));
    Path folder = absolute.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no folder for the trace " + file);
    }
    boolean writable =
        Files.exists(absolute)
            ? Files.isRegularFile(absolute) && Files.isWritable(absolute)
            : Files.isWritable(folder);
    if (!writable) {
      throw new IllegalArgumentException("the trace cannot be written to " + file);
    }
    return new TraceFile(absolute, title, ending);
  }

  /// The listener for the loop, or for several, one after the other.
  public Recorder recorder() {
    return recorder;
  }

  /// Writes what was recorded.
  ///
  /// @throws IOException if it cannot be written
  @Override
  public void close() throws IOException {
    try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
      write(out);
    }
  }

  private void write(Appendable out) throws IOException {
    List<Trace> traces = recorder.traces();
    switch (ending) {
      case ".json" -> ChromeTrace.write(title, traces, out);
      case ".txt" -> TextTrace.write(title, traces, out);
      case ".svg" -> {
        List<Timeline> timelines = Layout.of(traces);
        out.append(new Picture(title, timelines, Notes.on(timelines), -1).draw());
      }
      default -> {
        List<Timeline> timelines = Layout.of(traces);
        List<String> notes = Timeline.shortfall(timelines).stream().toList();
        out.append(Page.of(title, timelines, notes, -1, false));
      }
    }
  }
}
