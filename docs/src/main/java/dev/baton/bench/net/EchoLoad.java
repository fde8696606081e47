package dev.baton.bench.net;

import dev.baton.bench.Cores;
import dev.baton.bench.Programs;
import dev.baton.bench.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;

/// Drives [EchoClients], which runs in one process for all servers.
final class EchoLoad implements Load {
  private final Process process;
  private final BufferedReader output;
  private final Writer input;

  EchoLoad(Cores cores) throws IOException {
    process = cores.startLoad(Programs.java(EchoClients.class, List.of("-Xms64m")));
    output = process.inputReader();
    input = process.outputWriter();
  }

  @Override
  public Run run(ServerProcess server, Row row, Duration time) throws IOException {
    input.write(
        "%d %d %d %d\n".formatted(server.port(), row.connections(), row.bytes(), time.toMillis()));
    input.flush();
    line();
    double before = server.cpuMicros();
    double answers = Long.parseLong(line());
    double used = server.cpuMicros() - before;
    if (answers == 0) {
      throw new IOException("the server has stopped answering");
    }
    return new Run(answers * 1_000 / time.toMillis(), used / answers);
  }

  private String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the load has failed; it says above why");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
