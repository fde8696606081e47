package dev.baton.lessons;

import dev.baton.Clock;
import dev.baton.EventLoop;
import dev.baton.EventLoopBuilder;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/// What the lessons share: each has parts, and each part runs on a loop of its own and says what happens.
abstract class Lesson {
  private static final long TENTH = 100_000_000;

  private PrintStream out;
  private Supplier<Clock> clocks;

  /// Runs the lesson.
  ///
  /// @param out where it prints
  /// @param clocks gives each loop its clock
  final void play(PrintStream out, Supplier<Clock> clocks) throws Exception {
    this.out = out;
    this.clocks = clocks;
    run();
  }

  /// The program, part by part.
  abstract void run() throws Exception;

  /// Prints the heading of a part.
  final void part(String heading) {
    out.println();
    out.println("-- " + heading);
  }

  /// `loop().run(...)` is `EventLoop.run(...)` with the clock that was asked for.
  final EventLoopBuilder loop() {
    return EventLoop.builder().clock(clocks.get());
  }

  /// Prints what happens, after the loop's time in seconds.
  final void say(String line) {
    // Rounded down: a sleep ends late, never early, so a little lateness does not show.
    long tenths = EventLoop.running().time() / TENTH;
    out.println(String.format(Locale.ROOT, "[%4.1f] %s", tenths / 10.0, line));
  }
}
