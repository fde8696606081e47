package dev.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program that runs to its end, and what that takes, as Linux counts it in `/proc`.
///
/// While one runs, this process must have no other child that ends.
public final class MeasuredProcess {
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(10);

  /// The peak of the last milliseconds is missed; a program seldom ends at its peak.
  private static final long LOOK_MILLIS = 10;

  /// `getconf CLK_TCK` is this wherever Linux runs Java.
  private static final double TICKS_PER_SECOND = 100;

  private static final Path OURSELVES = Path.of("/proc/self/stat");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private MeasuredProcess() {}

  public static boolean isPossible() {
    return Files.exists(OURSELVES);
  }

  /// Runs it. What it prints goes into the files `out` and `err` of the folder.
  ///
  /// @param folder the one it runs in
  /// @throws IOException if it fails, with the last that it said
  public static Cost run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    double before = processorSecondsOfChildren();
    long start = System.nanoTime();
    Process process = builder.start();
    long peak = 0;
    try {
      process.getOutputStream().close();
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakBytes(process));
        if (System.nanoTime() - start > LIMIT_NANOS) {
          throw new IOException("it does not end");
        }
      }
    } finally {
      process.destroyForcibly();
    }
    long nanos = System.nanoTime() - start;
    if (process.exitValue() != 0) {
      throw failure(process.exitValue(), folder);
    }
    return new Cost(nanos / 1e9, processorSecondsOfChildren() - before, peak);
  }

  /// @param folder with what it said in its file `err`
  public static IOException failure(int status, Path folder) throws IOException {
    return new IOException(
        "it ended with status " + status + ": " + lastLine(folder.resolve("err")));
  }

  /// Of those that have ended, and of their own that had.
  private static double processorSecondsOfChildren() throws IOException {
    return seconds(OURSELVES, 13);
  }

  /// Of one that runs.
  public static double processorSeconds(Process process) throws IOException {
    return seconds(Path.of("/proc", String.valueOf(process.pid()), "stat"), 11);
  }

  /// The sum of two fields, user and system.
  ///
  /// @param first counted after the name
  private static double seconds(Path stat, int first) throws IOException {
    String text = Files.readString(stat);
    // the name is in parentheses, and may hold anything
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS_PER_SECOND;
  }

  /// So far; 0 if it has just ended.
  public static long peakBytes(Process process) {
    try {
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      Matcher peak = PEAK.matcher(Files.readString(status));
      return peak.find() ? Long.parseLong(peak.group(1)) * 1024 : 0;
    } catch (IOException ended) {
      return 0;
    }
  }

  private static String lastLine(Path file) throws IOException {
    return Files.readAllLines(file).stream().reduce("it says nothing", (_, last) -> last);
  }
}
