package dev.baton.bench.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server that runs in a process of its own. The first line that it prints is its port.
final class ServerProcess implements AutoCloseable {
  private static final int LIMIT_SECONDS = 30;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// @throws IOException if it does not say its port in time
  static ServerProcess start(Cores cores, List<String> command)
      throws IOException, InterruptedException {
    Process process = cores.startServer(command);
    boolean started = false;
    try {
      ServerProcess server = new ServerProcess(process, Integer.parseInt(firstLine(process)));
      started = true;
      return server;
    } catch (ExecutionException | TimeoutException | NumberFormatException e) {
      throw new IOException("the server did not start: " + String.join(" ", command), e);
    } finally {
      if (!started) {
        process.destroyForcibly();
      }
    }
  }

  private static String firstLine(Process process)
      throws InterruptedException, ExecutionException, TimeoutException {
    BufferedReader output = process.inputReader();
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            line.complete(output.readLine());
          } catch (IOException e) {
            line.completeExceptionally(e);
          }
        });
    return line.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  static boolean canBeMeasured() {
    return Files.exists(Path.of("/proc/self/schedstat"));
  }

  int port() {
    return port;
  }

  /// Processor time so far, in microseconds. Without the JIT's threads: on a busy machine they are
  /// at work for minutes, and then no more.
  double cpuMicros() throws IOException {
    return micros(false);
  }

  /// Processor time that the JIT's threads have taken so far; 0 in a server that is not Java.
  double compilerMicros() throws IOException {
    return micros(true);
  }

  private double micros(boolean compilers) throws IOException {
    double micros = 0;
    Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        micros += threadMicros(thread, compilers);
      }
    }
    return micros;
  }

  /// From the first number in `/proc/PID/task/TID/schedstat`, nanoseconds.
  private static double threadMicros(Path thread, boolean compilers) throws IOException {
    try {
      String name = Files.readString(thread.resolve("comm"));
      if (compilers != name.matches("C[12] Compiler.*\\s*")) {
        return 0;
      }
      String times = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(times.substring(0, times.indexOf(' '))) / 1_000.0;
    } catch (NoSuchFileException ended) {
      return 0;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
