package dev.baton.lessons;

import static dev.baton.Async.currentTask;

import dev.baton.Action;
import dev.baton.Clock;
import dev.baton.EventLoop;
import dev.baton.EventLoopBuilder;
import dev.baton.LoopListener;
import dev.baton.program.Program;
import dev.baton.trace.Recorder;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// What the lessons share: each has parts, each part runs on a loop of its own, and who runs says
/// what happens.
abstract class Lesson {
  private static final long TENTH = 100_000_000;

  private Program program;
  private PrintWriter out;
  private Supplier<Clock> clocks;
  private Optional<Recorder> recorder = Optional.empty();

  /// Lets somebody watch.
  final void record(Recorder listener) {
    recorder = Optional.of(listener);
  }

  /// Runs the lesson.
  ///
  /// @param program runs its loops
  /// @param out where it prints
  /// @param clocks gives each loop its clock
  final void play(Program program, PrintWriter out, Supplier<Clock> clocks) throws Exception {
    this.program = program;
    this.out = out;
    this.clocks = clocks;
    warmUp();
    run();
  }

  /// The first steps in a cold JVM take up to a third of a second. In a lesson that would look like
  /// a wait.
  private static void warmUp() {
    EventLoop.builder()
        .blockedAfter(Duration.ofMinutes(1))
        .listener(new Recorder())
        .run(() -> line("nothing"));
  }

  /// The program, part by part.
  abstract void run() throws Exception;

  /// Prints the heading of a part.
  final void part(String heading) {
    out.println();
    out.println("-- " + heading);
    out.flush();
    recorder.ifPresent(listener -> listener.part(heading));
  }

  /// `loop().run(...)` is `EventLoop.run(...)` with the clock that was asked for.
  final Loop loop() {
    EventLoopBuilder loop = EventLoop.builder().clock(clocks.get());
    recorder.ifPresent(loop::listener);
    return new Loop(program, loop);
  }

  record Loop(Program program, EventLoopBuilder builder) {
    <X extends Exception> void run(Action<X> main) throws X {
      program.run(builder, main.asBody());
    }
  }

  /// Prints what happens, after the loop's time in seconds and the name of the task that says it.
  final void say(String what) {
    String line = line(what);
    out.println(line);
    out.flush();
    EventLoop.running().note(LoopListener.Note.PRINTED, line);
  }

  private static String line(String what) {
    // Rounded down: a sleep ends late, never early, so a little lateness does not show.
    double seconds = EventLoop.running().time() / TENTH / 10.0;
    return String.format(Locale.ROOT, "[%4.1f] %s: %s", seconds, who(), what);
  }

  private static String who() {
    try {
      return currentTask().name();
    } catch (IllegalStateException outsideAnyTask) {
      return "callback";
    }
  }
}
