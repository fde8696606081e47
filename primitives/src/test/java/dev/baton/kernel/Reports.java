package dev.baton.kernel;

import dev.baton.Action;
import dev.baton.EventLoop;
import dev.baton.LoopListener;
import dev.baton.Task;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a loop says of its program's mistakes, as its listener hears it. Without line numbers.
final class Reports implements LoopListener {
  private final List<String> reports;

  private Reports(List<String> reports) {
    this.reports = reports;
  }

  /// Runs the program under a virtual clock. What is logged stays off the console.
  static List<String> of(Action<?> program) throws Exception {
    List<String> reports = new ArrayList<>();
    collect(reports, program);
    return reports;
  }

  /// The same for a program that fails.
  static void collect(List<String> reports, Action<?> program) throws Exception {
    try (var _ = new LogCapture("", () -> {})) {
      EventLoop.builder()
          .clock(new VirtualClock())
          .blockedAfter(Duration.ofMinutes(1))
          .listener(new Reports(reports))
          .run((Action<Exception>) program::run);
    }
  }

  @Override
  public void noted(Task<?> task, Note what, Object subject) {
    if (what == Note.REPORTED) {
      reports.add(withoutLines((String) subject));
    }
  }

  static String withoutLines(String text) {
    return text.replaceAll("\\.java:\\d+\\)", ".java)");
  }
}
