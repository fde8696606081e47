package dev.baton.terminal;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Shows again and again how far a program is: on a terminal in a few living lines at the bottom,
/// in a pipe with a plain line now and then, for another program with an event of JSON.
///
/// ```java
/// Panel panel = new Panel(output, Panel.Mode.of(json, shell.errTerminal()), content);
/// TaskGroup.run(group -> {
///   Task<Void> showing = group.spawn("panel", panel::run);
///   work();
///   showing.cancel();
/// });
/// ```
///
/// It does not wait for a slow reader: it leaves out what finds no room, and the next one says it
/// all again. It writes nothing itself; see [Screen].
public final class Panel {
  /// Where a panel is shown: `dev.baton.program.Output` is one.
  public interface Screen {
    /// Puts these lines at the bottom in place of those that are there. An empty list only takes
    /// those away.
    void show(List<String> lines);

    /// Prints a line, unless too many wait to be printed: the next one says it all again.
    void update(String line);
  }

  /// What a panel shows. It is asked in the panel's task, before each time that it is shown, and
  /// may wait.
  public interface Content {
    /// The lines for a terminal, of any length: they are cut to its width.
    ///
    /// @param elapsed since the panel began
    List<String> lines(Duration elapsed);

    /// The line for a pipe: the first for a terminal, unless this says otherwise. The same line is
    /// not printed twice in a row; an empty one never.
    ///
    /// @param elapsed since the panel began
    default String line(Duration elapsed) {
      List<String> lines = lines(elapsed);
      return lines.isEmpty() ? "" : lines.getFirst();
    }

    /// The line of JSON for a program; empty: none.
    ///
    /// @param elapsed since the panel began
    default String event(Duration elapsed) {
      return "";
    }
  }

  /// How a panel is shown.
  public enum Mode {
    /// On a terminal: living lines, each 200 ms.
    LIVE(Duration.ofMillis(200)),

    /// In a pipe or a file: a line each 10 s.
    PLAIN(Duration.ofSeconds(10)),

    /// For a program: a line of JSON each second.
    EVENTS(Duration.ofSeconds(1));

    private final Duration pause;

    Mode(Duration pause) {
      this.pause = pause;
    }

    /// Chooses the mode for this place.
    ///
    /// @param json whether the program was asked for JSON
    /// @param terminal where the panel goes; empty: no terminal
    public static Mode of(boolean json, Optional<Terminal> terminal) {
      if (json) {
        return EVENTS;
      }
      return terminal.isPresent() ? LIVE : PLAIN;
    }

    /// The usual time from one showing to the next.
    public Duration pause() {
      return pause;
    }
  }

  private final Screen screen;
  private final Mode mode;
  private final Duration pause;
  private final Content content;
  private String last = "";

  /// A panel with the usual pause between two showings.
  public Panel(Screen screen, Mode mode, Content content) {
    this(screen, mode, mode.pause(), content);
  }

  /// @param pause from one showing to the next
  public Panel(Screen screen, Mode mode, Duration pause, Content content) {
    this.screen = screen;
    this.mode = mode;
    this.pause = pause;
    this.content = content;
  }

  /// Shows it until the task that runs this is cancelled; then its living lines are gone.
  @Suspends
  public void run() {
    long startedAt = EventLoop.running().time();
    try {
      while (true) {
        Async.sleep(pause);
        show(Duration.ofNanos(EventLoop.running().time() - startedAt));
      }
    } finally {
      screen.show(List.of());
    }
  }

  private void show(Duration elapsed) {
    switch (mode) {
      case LIVE -> screen.show(List.copyOf(content.lines(elapsed)));
      case PLAIN -> offer(content.line(elapsed));
      case EVENTS -> offer(content.event(elapsed));
    }
  }

  private void offer(String line) {
    if (!line.isEmpty() && !line.equals(last)) {
      last = line;
      screen.update(line);
    }
  }
}
