package dev.baton.lessons;

import dev.baton.CancelledError;
import dev.baton.DeadlockException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/// Starts a lesson, or lists them: `./run lesson [NUMBER] [--clock virtual|real]`.
public final class Lessons {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int INTERRUPTED = 130;

  private static final List<Entry> ALL =
      List.of(
          new Entry("Simple tasks", "one thread does two things at once", L01Tasks::new),
          new Entry("Gather", "many results, in the order in which you asked", L02Gather::new),
          new Entry("Task group", "when one fails, the others stop", L03TaskGroup::new),
          new Entry("Future", "what a task waits for; build your own sleep", L04Future::new),
          new Entry("Lock", "a race with one thread, and its cure", L05Lock::new),
          new Entry("Semaphore", "ten requests, three at a time", L06Semaphore::new),
          new Entry("Event", "one bang wakes all who wait, and all who come late", L07Event::new));

  private record Entry(String title, String promise, Supplier<Lesson> make) {}

  private Lessons() {}

  /// Exits with 0, with 1 if the lesson fails, with 2 for arguments that mean nothing, with 130 after Ctrl-C.
  public static void main(String[] args) throws Exception {
    System.exit(run(List.of(args), System.out, System.err));
  }

  static int run(List<String> args, PrintStream out, PrintStream err) throws Exception {
    Arguments arguments;
    try {
      arguments = Arguments.parse(args, ALL.size());
    } catch (IllegalArgumentException wrong) {
      err.println("lesson: " + wrong.getMessage());
      return MISUSED;
    }
    if (arguments.lesson().isEmpty()) {
      list(out);
      return OK;
    }
    return play(arguments.lesson().get(), arguments, out, err);
  }

  private static int play(int number, Arguments arguments, PrintStream out, PrintStream err)
      throws Exception {
    Entry entry = ALL.get(number - 1);
    Lesson lesson = entry.make().get();
    out.println("Lesson " + number + ", " + entry.title() + ": " + entry.promise());
    try {
      lesson.play(out, arguments.clocks());
    } catch (CancelledError ctrlC) {
      return INTERRUPTED;
    } catch (DeadlockException report) {
      err.println(report.getMessage());
      return FAILED;
    }
    out.println();
    out.println("The program: primitives/src/main/java/dev/baton/lessons/" + lesson.getClass().getSimpleName() + ".java");
    return OK;
  }

  private static void list(PrintStream out) {
    out.println("usage: ./run lesson [NUMBER] [--clock virtual|real]");
    for (int number = 1; number <= ALL.size(); number++) {
      Entry entry = ALL.get(number - 1);
      out.println("  %d  %-13s %s".formatted(number, entry.title(), entry.promise()));
    }
    out.println("With --clock virtual nobody waits: the clock jumps to the next moment at which something happens.");
    out.println("Each lesson is a file to read and to break: primitives/src/main/java/dev/baton/lessons");
  }
}
