package dev.baton.program;

import dev.baton.Async;
import dev.baton.Body;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.EventLoopBuilder;
import dev.baton.look.Look;
import dev.baton.terminal.FailureText;
import dev.baton.terminal.SafeText;
import dev.baton.trace.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/// Runs the loop of a program that somebody has started on a command line.
///
/// ```java
/// try (Program program = new Program("feed serve", messages)) {
///   program.trace(file); // --trace FILE
///   program.look(); // --look
///   return program.run(EventLoop.builder(), () -> serve());
/// }
/// ```
///
/// - SIGTERM and SIGHUP cancel the main task, as Ctrl-C does, and the process ends when this is
///   closed, so that what comes after the loop is done too. The exit code is then the JVM's: 143 or
///   129. A second SIGTERM ends it at once.
/// - When the loop has ended, also with a failure, its trace is written. If that fails, a message
///   says so; the result stays.
/// - Below [Shell#main], a task that runs out of memory ends the process at once, also if nobody
///   awaits it: then no trace is written, nor after a second SIGTERM.
public final class Program implements AutoCloseable {
  private final String title;
  private final PrintWriter messages;
  private Optional<TraceFile> trace = Optional.empty();

  /// From the start of the loop to the end of the program.
  private Optional<Termination> termination = Optional.empty();

  /// @param title what is run, such as `feed serve`; the heading of the trace
  /// @param messages for people; flushed after each
  public Program(String title, PrintWriter messages) {
    this.title = title;
    this.messages = messages;
  }

  /// A program with a trace and a look if the command line asks for them: `--trace FILE`, `--look`.
  ///
  /// @param command of the shell's program, such as `serve`
  /// @param trace as for [#trace]; null: there is none
  /// @throws IllegalArgumentException as [#trace]
  public Program(Shell shell, String command, Path trace, boolean look) {
    this(shell.title(command), shell.err());
    if (trace != null) {
      trace(trace);
    }
    if (look) {
      look();
    }
  }

  /// Records the loop, and writes the trace to this file when it ends: see [TraceFile].
  ///
  /// @throws IllegalArgumentException saying in one sentence why it cannot be written
  public void trace(Path file) {
    trace = Optional.of(TraceFile.of(file, title));
  }

  /// Lets `./run top PID` and a signal see what the tasks do: see [Look].
  public void look() {
    Look.turnOn(title);
  }

  /// Runs a loop: see [dev.baton.EventLoop#run(Body)]. The program is to be closed afterwards:
  /// until then SIGTERM does not end the process. It may run several, one after the other.
  ///
  /// @throws CancelledError if Ctrl-C or a signal has cancelled the main task
  /// @throws IllegalStateException if it ended as cancelled and neither has come: that is a bug
  public <T, X extends Exception> T run(EventLoopBuilder loop, Body<T, X> main) throws X {
    Termination signals = termination.orElseGet(Termination::new);
    termination = Optional.of(signals);
    trace.ifPresent(file -> loop.listener(file.recorder()));
    EventLoop[] running = new EventLoop[1];
    try {
      return loop.run(
          () -> {
            running[0] = EventLoop.running();
            OutOfMemory.endsWith(running[0]);
            signals.cancels(Async.currentTask());
            return main.run();
          });
    } catch (CancelledError cancelled) {
      // one that comes before the main task has begun can only come from outside
      if (running[0] == null || running[0].isStopRequested() || signals.isRequested()) {
        throw cancelled;
      }
      throw new IllegalStateException(
          "the main task ended as cancelled, but no signal came: it cancelled itself, or awaited"
              + " something that was cancelled",
          cancelled);
    } finally {
      trace.ifPresent(this::write);
    }
  }

  private void write(TraceFile file) {
    try {
      file.close();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      messages.println(SafeText.escape("the trace cannot be written: " + FailureText.of(e)));
      messages.flush();
    }
  }

  /// The work is over; a process that was told to end does so now.
  @Override
  public void close() {
    termination.ifPresent(Termination::close);
  }
}
