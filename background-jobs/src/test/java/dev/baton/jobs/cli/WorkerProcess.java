package dev.baton.jobs.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real `jobs work` in a process of its own.
final class WorkerProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader output;

  private WorkerProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static WorkerProcess start(Path store, String... arguments) throws IOException {
    // A process that is killed leaves the unpacked library of SQLite behind: not in /tmp.
    Path temporary = Files.createDirectories(store.resolveSibling("tmp"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary,
            "-Dbaton.mounted=" + System.getProperty("baton.mounted", "auto"),
            "-cp",
            System.getProperty("java.class.path"),
            Jobs.class.getName(),
            "work",
            "--store",
            store.toString()));
    command.addAll(List.of(arguments));
    return new WorkerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /// `kill -9`, and waits until it is gone.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  /// Reads on until a line begins like this, and gives it.
  String awaitLine(String beginning) throws IOException {
    for (String line; (line = output.readLine()) != null; ) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new IOException("the worker ended without a line \"" + beginning + "...\"");
  }

  /// @return the exit code
  int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the worker did not end within " + PATIENCE_SECONDS + " s");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
