package dev.baton.feed.demo;

import dev.baton.Blocking;
import dev.baton.Future;
import dev.baton.Suspends;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, so that it can be killed without harm to who shows it.
final class ServerProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("\"port\":([0-9]{1,5})\\b");

  private final Process process;
  private int port;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /// Starts one, and waits until it says that it serves.
  ///
  /// @param command with its arguments
  /// @param log where its messages go
  /// @throws IOException if it does not: with its last message
  @Suspends
  static ServerProcess start(List<String> command, Path log) throws IOException {
    Process process =
        Blocking.call(
            () ->
                new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start(),
            Process::destroyForcibly);
    ServerProcess server = new ServerProcess(process);
    try {
      server.awaitServing(log);
    } catch (Throwable failure) {
      server.close();
      throw failure;
    }
    return server;
  }

  /// Its first line says where it serves; what it prints later stays in the pipe, and is little.
  @Suspends
  private void awaitServing(Path log) throws IOException {
    Reader out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    String line = Blocking.call(() -> new BufferedReader(out).readLine());
    Matcher serving = PORT.matcher(line == null ? "" : line);
    if (!serving.find()) {
      String said = Blocking.call(() -> Files.readString(log)).strip();
      throw new IOException(
          "the server does not start: " + said.substring(said.lastIndexOf('\n') + 1));
    }
    port = Integer.parseInt(serving.group(1));
  }

  /// Where it serves.
  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /// Kills it as `kill -9` does, and waits until it is gone.
  @Suspends
  void kill() throws IOException {
    process.destroyForcibly();
    awaitEnd();
  }

  /// Asks it to stop, as `kill` does, and waits until it has.
  @Suspends
  void stop() throws IOException {
    process.destroy();
    awaitEnd();
  }

  /// Waits until it is gone, for whatever reason.
  @Suspends
  void awaitEnd() throws IOException {
    Future.from(process.onExit()).awaitThrowing(IOException.class);
  }

  /// The same as [#kill].
  @Override
  @Suspends
  public void close() throws IOException {
    kill();
  }
}
