package dev.baton.feed.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `feed` as a process of its own. It blocks.
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private ServerProcess(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  /// Starts `feed` with these arguments; what it says to stderr goes to the test's.
  static ServerProcess start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // it lives for seconds
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-Dbaton.mounted=" + System.getProperty("baton.mounted", "auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Feed.class.getName());
    command.addAll(List.of(arguments));
    return new ServerProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// A port that was free a moment ago.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// The next line of its output, or null at its end.
  String line() throws IOException {
    return out.readLine();
  }

  /// Kills it as `kill -9` does, if it lives.
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Whether Ctrl-C is ignored here, and so in every child process: as in what a shell without job
  /// control starts in the background.
  static boolean ctrlCIsIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b10) != 0);
  }

  /// Sends it what Ctrl-C sends.
  void interrupt() throws IOException, InterruptedException {
    signal("INT");
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
  }

  long pid() {
    return process.pid();
  }

  /// Waits for its end.
  int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the process did not end within 30 s");
    }
    return process.exitValue();
  }
}
