package dev.baton.lessons;

import dev.baton.CancelledError;
import dev.baton.Clock;
import dev.baton.DeadlockException;
import dev.baton.program.Exit;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.terminal.FailureText;
import dev.baton.trace.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Starts a lesson, or lists them: `./run lesson [NUMBER] [--clock virtual|real] [--trace FILE]
/// [--look]`.
public final class Lessons {
  private static final int FAILED = Exit.DONE_BUT.code();

  private static final String FOLDER = "primitives/src/main/java/dev/baton/lessons/";

  private static final String OPTIONS =
      """

      The files are in %s

            --clock CLOCK   real (default), or virtual: nobody waits, for it jumps to
                              the next moment
            --look          let "./run top" and kill -USR1 show what tasks do
            --trace FILE    write what the tasks did, at the end: a page (.html), a
                              picture (.svg), text (.txt), or for Perfetto (.json)
        -h, --help          show this help and end

      Exit codes:
          0   the lesson came to its end
          1   it failed, or the output or the trace could not be written
          2   the command line is wrong
        130   stopped by Ctrl-C
        143   the same by SIGTERM

      Example:
        %s 5 --trace lesson.html
      """;

  static final List<Entry> ALL =
      List.of(
          new Entry("Simple tasks", "one thread does two things at once", L01Tasks::new),
          new Entry("Gather", "many results, in the order in which you asked", L02Gather::new),
          new Entry("Task group", "when one fails, the others stop", L03TaskGroup::new),
          new Entry("Future", "what a task waits for; a sleep of your own", L04Future::new),
          new Entry("Lock", "a race with one thread, and its cure", L05Lock::new),
          new Entry("Semaphore", "ten requests, three at a time", L06Semaphore::new),
          new Entry("Event", "one bang for all who wait and all who come late", L07Event::new));

  record Entry(String title, String promise, Supplier<Lesson> make) {}

  private Lessons() {}

  /// Exits with 0, with 1 if the lesson fails, with 2 for arguments that mean nothing, with 130
  /// after Ctrl-C.
  public static void main(String[] args) {
    Shell.main("lesson", shell -> run(shell, List.of(args)));
  }

  static int run(Shell shell, List<String> args) {
    Arguments arguments;
    Optional<TraceFile> trace;
    try {
      arguments = Arguments.parse(args, ALL.size());
      trace = traceOf(arguments);
    } catch (IllegalArgumentException wrong) {
      return shell.usage(wrong.getMessage(), shell.command());
    }
    if (arguments.lesson().isEmpty()) {
      list(shell);
      return Exit.OK.code();
    }
    int number = arguments.lesson().get();
    shell.printer().println(title(number));
    Lesson lesson = ALL.get(number - 1).make().get();
    trace.ifPresent(file -> lesson.record(file.recorder()));
    try (Program program = new Program("lesson " + number, shell.err())) {
      if (arguments.look()) {
        program.look();
      }
      int exitCode = play(lesson, program, arguments.clocks(), shell);
      return trace.isEmpty() ? exitCode : write(trace.get(), exitCode, shell);
    }
  }

  private static String title(int number) {
    Entry entry = ALL.get(number - 1);
    return "Lesson " + number + ", " + entry.title() + ": " + entry.promise();
  }

  private static Optional<TraceFile> traceOf(Arguments arguments) {
    String title = arguments.lesson().map(Lessons::title).orElse("");
    return arguments.trace().map(file -> TraceFile.of(file, title));
  }

  private static int write(TraceFile trace, int exitCode, Shell shell) {
    try {
      trace.close();
      return exitCode;
    } catch (IOException broken) {
      shell.say("the trace cannot be written: " + FailureText.of(broken));
      return FAILED;
    }
  }

  static int play(Lesson lesson, Program program, Supplier<Clock> clocks, Shell shell) {
    PrintWriter out = shell.printer();
    try {
      lesson.play(program, out, clocks);
    } catch (CancelledError signal) {
      return Exit.INTERRUPTED.code();
    } catch (DeadlockException report) {
      shell.err().println(report.getMessage());
      return FAILED;
    } catch (Exception broken) {
      shell.say("the lesson has failed:");
      broken.printStackTrace(shell.err());
      return FAILED;
    }
    out.println();
    out.println("Read it, break it: " + FOLDER + lesson.getClass().getSimpleName() + ".java");
    return Exit.OK.code();
  }

  private static void list(Shell shell) {
    PrintWriter out = shell.printer();
    out.println("Usage: " + shell.command() + " [NUMBER] [OPTION...]");
    out.println();
    out.println("Runs a lesson: a small program to read, to run and to break. Without NUMBER,");
    out.println("says which there are:");
    out.println();
    for (int number = 1; number <= ALL.size(); number++) {
      Entry entry = ALL.get(number - 1);
      out.println("  %d  %-12s  %s".formatted(number, entry.title(), entry.promise()));
    }
    out.print(OPTIONS.formatted(FOLDER, shell.command()));
  }
}
