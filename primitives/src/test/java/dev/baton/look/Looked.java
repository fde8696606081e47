package dev.baton.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A program under the virtual clock that looks at itself.
final class Looked {
  private static final Duration QUIET = Duration.ofMinutes(1);

  /// A program that is looked at.
  @FunctionalInterface
  interface Program {
    void run(LoopWatch watch) throws Exception;
  }

  private Looked() {}

  static void run(Program program) throws Exception {
    LoopWatch watch = new LoopWatch();
    Action<Exception> main = () -> program.run(watch);
    EventLoop.builder().clock(new VirtualClock()).blockedAfter(QUIET).listener(watch).run(main);
  }

  /// What the loop looks like when all its tasks wait.
  @Suspends
  static LoopView look(LoopWatch watch, int rows) {
    Async.sleep(Duration.ofMillis(1)); // the others come to where they wait
    assertThat(watch.ask(rows)).isTrue();
    Async.sleep(Duration.ofMillis(1)); // the question is answered in the next turn
    LoopView view = watch.answer(System.nanoTime()).orElseThrow();
    assertThat(view.blocked()).isEmpty();
    return view;
  }

  /// Without what differs from run to run: `name state | waits for | method`.
  static List<String> rows(LoopView view) {
    return view.rows().stream().map(Looked::row).toList();
  }

  private static String row(Row row) {
    String indent = "  ".repeat(row.depth());
    return switch (row) {
      case Row.OfTask task ->
          indent
              + String.join(
                  " | ",
                  task.name() + " " + task.state().name().toLowerCase(Locale.ROOT),
                  task.waitsFor(),
                  task.at().replaceFirst("\\(.*", ""));
      case Row.OfGroup group -> indent + "group of " + group.tasks();
      case Row.More more ->
          indent
              + "%d more, %d below, %s %s"
                  .formatted(
                      more.tasks(),
                      more.below(),
                      more.state().name().toLowerCase(Locale.ROOT),
                      more.waitsFor());
    };
  }
}
