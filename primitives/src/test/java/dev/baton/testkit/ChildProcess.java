package dev.baton.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A process that a test has started. It is killed, with its own children, when it is closed, when
/// its time is over and when the tests end; so neither a test nor a process hangs.
///
/// All waits block the thread: on a loop, wrap them in `Blocking.call`.
///
///     try (ChildProcess program = ChildJvm.of(Program.class).start()) {
///       program.awaitLine("ready");
///       program.signal("TERM");
///       assertThat(program.exitCode()).isEqualTo(143);
///     }
///
/// stderr is read from the start; stdout from the first time that somebody asks for it. A test can so
/// let the pipe of a program run full, and close it.
public final class ChildProcess implements AutoCloseable {
  /// How long a process may live if nothing else is said.
  public static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Set<ChildProcess> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(ChildProcess::kill)));
  }

  private final Process process;
  private final String name;
  private final Duration limit;
  private final long deadline;
  private final Lines out;
  private final Lines err;
  private boolean reading;
  private volatile boolean overdue;

  private ChildProcess(Process process, String name, Duration limit) {
    this.process = process;
    this.name = name;
    this.limit = limit;
    this.deadline = System.nanoTime() + limit.toNanos();
    this.out = new Lines(name, deadline);
    this.err = new Lines(name, deadline);
    err.read(process.getErrorStream());
    OPEN.add(this);
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::endInTime);
  }

  /// Starts any program, for [#LIMIT] at most.
  public static ChildProcess start(ProcessBuilder builder) throws IOException {
    return start(builder, LIMIT);
  }

  /// Starts any program, for so long at most.
  public static ChildProcess start(ProcessBuilder builder, Duration limit) throws IOException {
    return start(builder, Path.of(builder.command().getFirst()).getFileName().toString(), limit);
  }

  static ChildProcess start(ProcessBuilder builder, String name, Duration limit)
      throws IOException {
    return new ChildProcess(builder.start(), name, limit);
  }

  public long pid() {
    return process.pid();
  }

  /// What it writes to stdout; also what it writes to stderr, unless that was kept apart.
  public synchronized Lines out() {
    if (!reading) {
      reading = true;
      out.read(process.getInputStream());
    }
    return out;
  }

  /// What it writes to stderr, if that was kept apart.
  public Lines err() {
    return err;
  }

  /// [Lines#awaitLine(String)] of stdout.
  public String awaitLine(String beginning) throws InterruptedException {
    return out().awaitLine(beginning);
  }

  /// [Lines#nextLine()] of stdout.
  public String nextLine() throws InterruptedException {
    return out().nextLine();
  }

  /// [Lines#all()] of stdout.
  public String output() throws InterruptedException {
    return out().all();
  }

  /// Closes this end of its stdout, as `head` does when it has seen enough: what the process writes
  /// fails then, at the latest the second time.
  public void closeOutput() throws IOException {
    process.getInputStream().close();
  }

  /// Writes a line to its stdin.
  public void writeLine(String line) throws IOException {
    write(line + "\n");
  }

  /// Writes to its stdin.
  public void write(String text) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(text.getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /// Ends its stdin.
  public void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  /// Sends it a signal, unless it has ended meanwhile.
  ///
  /// @param signal without `SIG`: `INT`, `TERM`, `KILL`, `STOP`, `CONT`...
  public void signal(String signal) throws IOException, InterruptedException {
    if (!UnixSignals.reaches(pid(), signal) && !endsWithin(Duration.ofSeconds(1))) {
      throw new AssertionError("kill -" + signal + " " + pid() + " failed");
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Waits for its end, but not longer than this.
  ///
  /// @return whether it has ended
  public boolean endsWithin(Duration most) throws InterruptedException {
    return process.waitFor(most);
  }

  /// Waits for its end, and reads meanwhile what it writes.
  ///
  /// @return as a shell gives it: 128 and the number of the signal that has killed it
  public int exitCode() throws InterruptedException {
    out();
    if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) || overdue) {
      close();
      throw new AssertionError(name + " did not end within " + limit.toMillis() + " ms");
    }
    return process.exitValue();
  }

  private void endInTime() {
    if (process.isAlive()) {
      overdue = true;
      kill();
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// Kills it if it still runs, and waits until it is gone.
  @Override
  public void close() throws InterruptedException {
    kill();
    process.waitFor();
    OPEN.remove(this);
  }
}
