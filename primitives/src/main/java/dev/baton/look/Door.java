package dev.baton.look;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Where other processes of the same user ask what this one does.
///
/// One thread serves them one after the other, each for a short time. A question is one line: what
/// kind of answer is wanted (`text`, `json`, or `name`) and how many rows a loop gets.
final class Door implements Runnable {
  /// For one question, with its answer. A loop that is blocked takes half a second of it.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final int LONGEST_QUESTION = 100;
  private static final int MOST_ROWS = 5_000;

  private final ServerSocketChannel server;

  private Door(ServerSocketChannel server) {
    this.server = server;
  }

  /// Opens that of this process, until it ends.
  static void open(Folder folder) throws IOException {
    folder.tidy();
    Path path = folder.door(ProcessHandle.current().pid());
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      server.close();
      throw new IOException("cannot open " + path + ": " + e.getMessage(), e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(path), "baton-look-end"));
    Thread.ofPlatform().daemon().name("baton-look").start(new Door(server));
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException _) {
      // the next program that starts tidies up
    }
  }

  @Override
  public void run() {
    while (server.isOpen()) {
      try {
        serve(server.accept());
      } catch (ClosedChannelException ended) {
        return;
      } catch (IOException | RuntimeException _) {
        // that one is gone, slow or talks nonsense: the next, please
      }
    }
  }

  private static void serve(SocketChannel client) throws IOException {
    try (Exchange exchange = new Exchange(client, LIMIT)) {
      exchange.write(answer(exchange.readAll(LONGEST_QUESTION).strip()));
    }
  }

  private static String answer(String question) {
    String[] words = question.split(" ");
    int rows = words.length == 2 ? Math.clamp(Integer.parseInt(words[1]), 1, MOST_ROWS) : 1;
    return switch (words[0]) {
      case "text" -> TextView.of(Look.view(rows), Integer.MAX_VALUE) + "\n";
      case "json" -> JsonView.of(Look.view(rows));
      case "name" -> name();
      default -> "there is no question \"" + Visible.of(question) + "\"; ask text, json or name\n";
    };
  }

  private static String name() {
    ProcessView process = ProcessView.of(List.of());
    return "%s\t%s\t%d\t%d\n"
        .formatted(process.program(), Figures.time(process.age()), Look.loops(), Look.tasks());
  }
}
