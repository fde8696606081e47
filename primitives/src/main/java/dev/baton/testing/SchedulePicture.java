package dev.baton.testing;

import dev.baton.Action;
import dev.baton.trace.Comparison;
import dev.baton.trace.Recorder;
import dev.baton.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page that shows a failing schedule below one that passes: first come, first served, if that
/// does, else the first seed that does.
final class SchedulePicture {
  private static final Path BUILD = Path.of("target");

  /// A program that fails under all of these may fail under any.
  private static final int SEEDS = 100;

  private SchedulePicture() {}

  /// Where it was written, as a line of the failure's message. That it could not be written must
  /// not hide the failure.
  static String of(Action<?> program, Schedule failing) {
    try {
      Path file = Files.createTempFile(folder(), "schedule-", ".html").toAbsolutePath();
      Comparison.write(file, run(program, passing(program)), run(program, failing));
      return "to see it: " + file;
    } catch (IOException | RuntimeException broken) {
      return "there is no picture of it: " + broken;
    }
  }

  /// Where Maven builds, or the folder for temporary files.
  private static Path folder() throws IOException {
    return Files.isDirectory(BUILD)
        ? Files.createDirectories(BUILD.resolve("traces"))
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static Schedule passing(Action<?> program) {
    int stepsLeft = Shrinking.MOST_STEPS;
    for (int seed = 0; seed <= SEEDS && stepsLeft > 0; seed++) {
      Schedule tried =
          seed == 0 ? Schedule.FIRST_COME : Schedule.FIRST_COME.with(new Order.Seed(seed));
      ScheduleRun run = ScheduleRun.of(program, tried);
      if (run.failure() == null) {
        return tried;
      }
      stepsLeft -= run.steps();
    }
    return Schedule.FIRST_COME;
  }

  private static Trace run(Action<?> program, Schedule schedule) {
    Recorder recorder = new Recorder();
    Throwable failure = ScheduleRun.of(program, schedule, recorder).failure();
    String name =
        schedule.equals(Schedule.FIRST_COME) ? "first come, first served" : schedule.toString();
    String outcome = failure == null ? "passes" : "fails: " + firstLine(failure);
    return recorder.traces().getFirst().withHeading(name + ", " + outcome);
  }

  private static String firstLine(Throwable failure) {
    String text = failure.toString();
    String line = text.lines().findFirst().orElse("");
    String known = failure.getClass().getPackageName() + ".";
    return line.startsWith(known) ? line.substring(known.length()) : line;
  }
}
