package dev.baton.bench.tasks;

import dev.baton.bench.Programs;
import dev.baton.bench.Python;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs one contestant in a process of its own, so that no run can warm up, or spoil, another.
final class Fork {
  private static final String SCRIPT = "asyncio_bench.py";

  /// Far more than the slowest row takes.
  private static final int LIMIT_MINUTES = 15;

  private final Settings settings;
  private final Python python;

  Fork(Settings settings, Python python) {
    this.settings = settings;
    this.python = python;
  }

  /// One run.
  ///
  /// @return the figure
  /// @throws IOException if the process failed; its last words are in the message
  double run(Contestant contestant, Row row) throws IOException, InterruptedException {
    List<String> command = command(contestant, row.name());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread limit = Thread.startVirtualThread(() -> killLater(process));
    try (OutputStream in = process.getOutputStream()) {
      if (contestant == Contestant.ASYNCIO) {
        in.write(script());
      }
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    limit.interrupt();
    if (status != 0) {
      throw new IOException(
          contestant.title + " failed with status " + status + ": " + String.join(" ", command));
    }
    return Double.parseDouble(output.strip());
  }

  private static void killLater(Process process) {
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      // it was in time
    }
  }

  private List<String> command(Contestant contestant, String row) {
    String length = settings.quick() ? "quick" : "full";
    if (contestant == Contestant.ASYNCIO) {
      return List.of(python.command(), "-", row, length);
    }
    List<String> command = new ArrayList<>();
    command.add(Programs.java());
    command.addAll(jvmOptions());
    command.addAll(contestant.jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Child.class.getName(), contestant.name(), row, length));
    return command;
  }

  /// A fixed heap: a heap that grows is measured while it grows.
  List<String> jvmOptions() {
    return List.of(
        "-Xms" + settings.heap(), "-Xmx" + settings.heap(), "-XX:+Use" + settings.gc() + "GC");
  }

  private static byte[] script() throws IOException {
    try (InputStream script = Fork.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IOException(SCRIPT + " is missing from the class path");
      }
      return script.readAllBytes();
    }
  }
}
