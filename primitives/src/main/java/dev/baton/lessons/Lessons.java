package dev.baton.lessons;

import dev.baton.CancelledError;
import dev.baton.Clock;
import dev.baton.DeadlockException;
import dev.baton.look.Look;
import dev.baton.trace.TraceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Starts a lesson, or lists them: `./run lesson [NUMBER] [--clock virtual|real] [--trace FILE]
/// [--look]`.
public final class Lessons {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int INTERRUPTED = 130;

  private static final String FOLDER = "primitives/src/main/java/dev/baton/lessons/";

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
  public static void main(String[] args) throws Exception {
    System.exit(run(List.of(args), System.out, System.err));
  }

  static int run(List<String> args, PrintStream out, PrintStream err) throws Exception {
    Arguments arguments;
    Optional<TraceFile> trace;
    try {
      arguments = Arguments.parse(args, ALL.size());
      trace = traceOf(arguments);
    } catch (IllegalArgumentException wrong) {
      err.println("lesson: " + wrong.getMessage());
      return MISUSED;
    }
    if (arguments.lesson().isEmpty()) {
      list(out);
      return OK;
    }
    int number = arguments.lesson().get();
    out.println(title(number));
    Lesson lesson = ALL.get(number - 1).make().get();
    trace.ifPresent(file -> lesson.record(file.recorder()));
    if (arguments.look()) {
      Look.turnOn("lesson " + number);
    }
    int exitCode = play(lesson, arguments.clocks(), out, err);
    return trace.isEmpty() ? exitCode : write(trace.get(), exitCode, err);
  }

  private static String title(int number) {
    Entry entry = ALL.get(number - 1);
    return "Lesson " + number + ", " + entry.title() + ": " + entry.promise();
  }

  private static Optional<TraceFile> traceOf(Arguments arguments) {
    String title = arguments.lesson().map(Lessons::title).orElse("");
    return arguments.trace().map(file -> TraceFile.of(file, title));
  }

  private static int write(TraceFile trace, int exitCode, PrintStream err) {
    try {
      trace.close();
      return exitCode;
    } catch (IOException broken) {
      err.println("lesson: the trace cannot be written: " + broken);
      return FAILED;
    }
  }

  static int play(Lesson lesson, Supplier<Clock> clocks, PrintStream out, PrintStream err)
      throws Exception {
    try {
      lesson.play(out, clocks);
    } catch (CancelledError ctrlC) {
      return INTERRUPTED;
    } catch (DeadlockException report) {
      err.println(report.getMessage());
      return FAILED;
    }
    out.println();
    out.println("Read it, break it: " + FOLDER + lesson.getClass().getSimpleName() + ".java");
    return OK;
  }

  private static void list(PrintStream out) {
    out.println("usage: ./run lesson [NUMBER] [--clock virtual|real] [--trace FILE] [--look]");
    out.println();
    for (int number = 1; number <= ALL.size(); number++) {
      Entry entry = ALL.get(number - 1);
      out.println("  %d  %-12s  %s".formatted(number, entry.title(), entry.promise()));
    }
    out.println();
    out.println("Under the virtual clock nobody waits: it jumps to the next moment.");
    out.println("A trace shows who ran when: a page (.html) or picture (.svg), or .txt, or .json.");
    out.println("With --look, ./run top in another terminal shows what the tasks wait for.");
    out.println("The lessons are files to read and to break: " + FOLDER);
  }
}
