package dev.baton.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;

/// A server that runs in a process of its own. The first line that it prints says its port.
public final class ServerProcess implements AutoCloseable {
  private static final int LIMIT_SECONDS = 30;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// One whose first line is its port.
  ///
  /// @throws IOException if it does not say its port in time
  public static ServerProcess start(Cores cores, List<String> command)
      throws IOException, InterruptedException {
    return start(cores, command, Integer::parseInt);
  }

  /// @param port finds the port in the first line; throws a [NumberFormatException] if there is
  ///   none
  /// @throws IOException if it does not say its port in time
  public static ServerProcess start(Cores cores, List<String> command, ToIntFunction<String> port)
      throws IOException, InterruptedException {
    Process process = cores.startServer(command);
    boolean started = false;
    try {
      ServerProcess server = new ServerProcess(process, port.applyAsInt(firstLine(process)));
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
            line.complete(String.valueOf(output.readLine()));
          } catch (IOException e) {
            line.completeExceptionally(e);
          }
        });
    return line.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  public static boolean canBeMeasured() {
    return Files.exists(Path.of("/proc/self/schedstat"));
  }

  public int port() {
    return port;
  }

  public Process process() {
    return process;
  }

  /// Processor time so far, in microseconds. Without the JIT's threads: on a busy machine they are
  /// at work for minutes, and then no more.
  public double cpuMicros() throws IOException {
    return threads().stream()
        .filter(thread -> !thread.isCompiler())
        .mapToDouble(ThreadTime::micros)
        .sum();
  }

  /// Processor time that the JIT's threads have taken so far; 0 in a server that is not Java.
  public double compilerMicros() throws IOException {
    return threads().stream().filter(ThreadTime::isCompiler).mapToDouble(ThreadTime::micros).sum();
  }

  /// The processor time that a thread has taken so far.
  ///
  /// @param id its number
  /// @param name which others may have as well
  public record ThreadTime(String id, String name, double micros) {
    /// Whether this is one of the JIT's.
    public boolean isCompiler() {
      return name.matches("C[12] Compiler.*");
    }

    /// The same less what it had taken before.
    public ThreadTime since(double before) {
      return new ThreadTime(id, name, micros - before);
    }
  }

  /// The threads that there are.
  public List<ThreadTime> threads() throws IOException {
    List<ThreadTime> times = new ArrayList<>();
    Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        addTime(thread, times);
      }
    }
    return times;
  }

  /// From the first number in `/proc/PID/task/TID/schedstat`, nanoseconds.
  private static void addTime(Path thread, List<ThreadTime> times) throws IOException {
    try {
      String name = Files.readString(thread.resolve("comm")).strip();
      String stat = Files.readString(thread.resolve("schedstat"));
      double micros = Long.parseLong(stat.substring(0, stat.indexOf(' '))) / 1_000.0;
      times.add(new ThreadTime(thread.getFileName().toString(), name, micros));
    } catch (NoSuchFileException ended) {
      // it takes no more
    }
  }

  /// Ends it, and waits until the kernel has its port back.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
