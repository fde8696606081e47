package dev.baton.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Keeps the server and its load apart: each has a core of its own.
///
/// @param pinned false where `taskset` or a second core is missing; then expect little
public record Cores(boolean pinned) {
  private static final int SERVER = 0;
  private static final int LOAD = 1;

  public static Cores find() throws InterruptedException {
    return new Cores(Programs.works("taskset", "-c", String.valueOf(LOAD), "true"));
  }

  public Process startServer(List<String> command) throws IOException {
    return start(SERVER, command);
  }

  public Process startLoad(List<String> command) throws IOException {
    return start(LOAD, command);
  }

  private Process start(int core, List<String> command) throws IOException {
    List<String> all = new ArrayList<>();
    if (pinned) {
      all.addAll(List.of("taskset", "-c", String.valueOf(core)));
    }
    all.addAll(command);
    return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  public String text() {
    return pinned
        ? "the server on core 0, the load on core 1"
        : "without `taskset` or a second core: expect little of these figures";
  }
}
