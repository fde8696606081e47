package dev.baton.look;

import dev.baton.terminal.FailureText;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Answers other processes of the same user that ask what this one does.
///
/// One thread serves them one after the other, each for a short time. A question is one line: what
/// kind of answer is wanted (`text`, `json`, `name`, or `process`) and how many rows a loop gets.
final class LookServer implements Runnable {
  /// For one question, with its answer. A loop that is blocked takes half a second of it.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /// After a failure: without file descriptors left, the next one comes at once.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final int LONGEST_QUESTION = 100;
  private static final int MOST_ROWS = 5_000;

  private final ServerSocketChannel server;

  private LookServer(ServerSocketChannel server) {
    this.server = server;
  }

  /// Opens the socket of this process, until the process ends.
  static void open(Folder folder) throws IOException {
    folder.tidy();
    Path path = folder.socket(ProcessHandle.current().pid());
    ServerSocketChannel server = listen(path);
    // after all shutdown hooks: while a program cleans up, one may want to look at it
    path.toFile().deleteOnExit();
    Thread.ofPlatform().daemon().name("baton-look").start(new LookServer(server));
  }

  /// The socket gets its name only when this process listens at it: a program that starts at the
  /// same time would tidy it away before.
  private static ServerSocketChannel listen(Path path) throws IOException {
    Path unnamed = path.resolveSibling(path.getFileName() + ".new");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      Files.deleteIfExists(unnamed);
      server.bind(UnixDomainSocketAddress.of(unnamed));
      Files.move(unnamed, path);
      return server;
    } catch (IOException e) {
      server.close();
      Files.deleteIfExists(unnamed);
      throw new IOException("cannot open " + path + ": " + reason(e), e);
    }
  }

  /// In another container there may be a process of the same number.
  private static String reason(IOException failure) {
    return failure instanceof FileAlreadyExistsException
        ? "another process has it"
        : FailureText.of(failure);
  }

  @Override
  public void run() {
    try (server) {
      while (true) {
        serveNext();
      }
    } catch (IOException | InterruptedException _) {
      // the process ends
    }
  }

  private void serveNext() throws InterruptedException {
    try (SocketChannel client = server.accept()) {
      serve(client);
    } catch (IOException | RuntimeException _) {
      // that one is gone, slow or talks nonsense, or nobody can be let in now
      Thread.sleep(PAUSE);
    }
  }

  private static void serve(SocketChannel client) throws IOException {
    try (Exchange exchange = new Exchange(client, LIMIT)) {
      exchange.write(answer(exchange.readAll(LONGEST_QUESTION).strip()));
    }
  }

  private static String answer(String question) {
    String[] words = question.split(" ");
    if (words.length > 2 || words.length == 2 && !words[1].matches("\\d{1,9}")) {
      return "after \""
          + SafeText.escape(words[0], Row.LONGEST_TEXT)
          + "\" comes the number of rows and nothing else\n";
    }
    int rows = words.length == 2 ? Math.clamp(Integer.parseInt(words[1]), 1, MOST_ROWS) : 1;
    return switch (words[0]) {
      case "text" -> TextView.of(Look.view(rows), Integer.MAX_VALUE) + "\n";
      case "json" -> JsonView.of(Look.view(rows));
      case "name" -> name(ProcessView.of(List.of()));
      case "process" -> JsonView.of(ProcessView.of(List.of()), Look.loops(), Look.tasks());
      default ->
          "there is no question \""
              + SafeText.escape(question, Row.LONGEST_TEXT)
              + "\"; ask text, json, name or process\n";
    };
  }

  private static String name(ProcessView process) {
    return "%s\t%s\t%d\t%d\n"
        .formatted(process.program(), Figures.time(process.age()), Look.loops(), Look.tasks());
  }
}
