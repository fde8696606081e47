package dev.baton.testkit;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Sends signals, and tells whether a child process would hear them.
public final class UnixSignals {
  private static final Path STATUS = Path.of("/proc/self/status");

  /// Those that a process can ignore and hand down to its children.
  private static final Map<String, Integer> NUMBERS =
      Map.of("HUP", 1, "INT", 2, "QUIT", 3, "TERM", 15);

  private UnixSignals() {}

  /// Sends a signal, and skips the test where the program `kill` is missing.
  ///
  /// @param name without `SIG`, as `TERM`
  public static void send(long pid, String name) throws IOException, InterruptedException {
    if (!reaches(pid, name)) {
      throw new AssertionError("kill -" + name + " " + pid + " failed");
    }
  }

  /// Sends a signal.
  ///
  /// @return false if there is no such process, or no such signal
  static boolean reaches(long pid, String name) throws IOException, InterruptedException {
    Programs.assumeInstalled("kill");
    return new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor() == 0;
  }

  /// Skips the test where this process ignores the signal, and with it every child process: a shell
  /// without job control starts in this way what it starts in the background.
  ///
  /// @param name without `SIG`, as `INT`
  public static void assumeHeard(String name) throws IOException {
    assumeFalse(isIgnored(name), () -> "SIG" + name + " is ignored here and in child processes");
  }

  private static boolean isIgnored(String name) throws IOException {
    if (Files.notExists(STATUS)) {
      return false;
    }
    int bit = NUMBERS.get(name) - 1;
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> line.substring("SigIgn:".length()).strip())
        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> bit & 1) == 1);
  }
}
