package dev.baton.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A Java process with the class path and the mode of this one, for what must not happen to the
/// process that runs the tests: signals, small heaps, other flags, a loop that never ends.
///
/// It is killed when it is closed, or after [#LIMIT_SECONDS] so that no test hangs.
public final class ChildJvm implements AutoCloseable {
  public static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  private static final int LIMIT_SECONDS = 170;

  private final Process process;
  private final BufferedReader output;

  /// Everything that the process has written so far, for failures.
  private final List<String> lines = new ArrayList<>();

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
  }

  /// Starts `main` in the mode of these tests.
  public static ChildJvm start(Class<?> main, String... flags) {
    List<String> all = new ArrayList<>(List.of(OPENS, Mode.flag()));
    all.addAll(List.of(flags));
    return startPlain(main, all.toArray(String[]::new));
  }

  /// Starts `main` with these flags only.
  public static ChildJvm startPlain(Class<?> main, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(flags));
    command.add(main.getName());
    try {
      return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + main.getName(), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /// Waits for a line that begins like this.
  public String awaitLine(String beginning) {
    for (String line; (line = readLine()) != null; ) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new AssertionError("no line \"" + beginning + "...\" but:\n" + String.join("\n", lines));
  }

  /// Waits for the end of the process.
  ///
  /// @return all that it has written
  public String output() {
    while (readLine() != null) {
      // readLine keeps it
    }
    return String.join("\n", lines);
  }

  /// Waits for the end of the process.
  ///
  /// @return its exit code; 137 if it was killed after [#LIMIT_SECONDS]
  public int exitCode() throws InterruptedException {
    output();
    return process.waitFor();
  }

  private String readLine() {
    try {
      String line = output.readLine();
      if (line != null) {
        lines.add(line);
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
