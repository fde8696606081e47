package dev.baton.bench.feed;

import dev.baton.bench.Cores;
import dev.baton.bench.Programs;
import dev.baton.bench.feed.load.Comeback;
import dev.baton.bench.feed.load.Figures;
import dev.baton.bench.feed.load.Load;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;

/// The subscribers: drives [Load], which runs in one process for all contestants.
final class LoadProcess implements AutoCloseable {
  private static final String FAILED = "failed ";

  private final Process process;
  private final BufferedReader output;
  private final Writer input;

  private LoadProcess(Process process) {
    this.process = process;
    output = process.inputReader();
    input = process.outputWriter();
  }

  static LoadProcess start(Cores cores) throws IOException {
    return new LoadProcess(cores.startLoad(Programs.java(Load.class, List.of("-Xms256m"))));
  }

  /// Connects so many more, and waits until all are subscribed.
  ///
  /// @param channel `-`: the server sends events unasked
  void connect(int port, int count, String channel) throws IOException {
    order("connect %d %d %s".formatted(port, count, channel));
    answer();
  }

  /// Connects so many more that subscribe and never read.
  void stall(int port, int count, String channel) throws IOException {
    order("stall %d %d %s".formatted(port, count, channel));
    answer();
  }

  /// Counts for so long.
  ///
  /// @param atStart is run when it has begun
  Figures measure(Duration time, Action atStart) throws IOException, InterruptedException {
    order("measure " + time.toMillis());
    answer();
    atStart.run();
    return Figures.parse(answer());
  }

  /// Lets all come back that are lost from now on.
  ///
  /// @param limit until when all must be live again
  /// @param outage ends the server, and starts it again
  Comeback comeBack(Duration limit, Action outage) throws IOException, InterruptedException {
    order("return " + limit.toMillis());
    answer();
    outage.run();
    return Comeback.parse(answer());
  }

  /// Ends all connections.
  void disconnect() throws IOException {
    order("close");
    answer();
  }

  /// What happens meanwhile.
  interface Action {
    void run() throws IOException, InterruptedException;
  }

  private void order(String order) throws IOException {
    input.write(order + "\n");
    input.flush();
  }

  private String answer() throws IOException {
    String answer = output.readLine();
    if (answer == null) {
      throw new IOException("the load has ended; it says above why");
    }
    if (answer.startsWith(FAILED)) {
      throw new IOException(answer.substring(FAILED.length()));
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
