package dev.baton.look;

import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks other processes of the same user what they do, as `top` does.
public final class LookClient {
  /// What cannot be asked, in one sentence for the user.
  public static final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    /// @param message a sentence for people
    public NoAnswerException(String message) {
      super(message);
    }
  }

  /// Longer than the other side takes when its loops are blocked and it serves another client.
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final int MOST_BYTES = 16 << 20;

  private final Folder folder;

  private LookClient(Folder folder) {
    this.folder = folder;
  }

  /// Where the programs of the user who runs this process have their sockets.
  public static Path usualFolder() {
    return Folder.usual();
  }

  /// Asks the programs that have their sockets in this folder, which is made if there is none.
  ///
  /// @throws IOException saying in one sentence why it cannot be trusted
  public static LookClient at(Path folder) throws IOException {
    return new LookClient(Folder.at(folder));
  }

  /// The processes that have a socket, by number. Some may have ended.
  public List<Long> processes() throws IOException {
    return folder.processes();
  }

  /// False also while the process ends.
  public boolean canAsk(long pid) {
    return ProcessHandle.of(pid).isPresent() && Files.exists(folder.socket(pid));
  }

  /// Asks a process, and waits a few seconds for its answer at most.
  ///
  /// @param question `text ROWS` or `json ROWS` for all that it does, `name` or `process` for a
  ///   line
  /// @throws NoAnswerException if it cannot be asked, or does not answer
  public String ask(long pid, String question) throws NoAnswerException {
    ProcessHandle process =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new NoAnswerException("there is no process " + pid));
    Path socket = folder.socket(pid);
    if (Files.notExists(socket)) {
      throw new NoAnswerException(whyNoSocket(process));
    }
    try (SocketChannel channel = folder.connect(pid);
        Exchange exchange = new Exchange(channel, LIMIT)) {
      exchange.write(question);
      exchange.endWriting();
      return requireAnswer(pid, exchange.readAll(MOST_BYTES));
    } catch (ConnectException stale) {
      remove(socket);
      throw new NoAnswerException(whyNoSocket(process));
    } catch (IOException e) {
      throw new NoAnswerException(
          process.isAlive()
              ? "process " + pid + " does not answer; is it stopped?"
              : "process " + pid + " has ended");
    }
  }

  private static String requireAnswer(long pid, String answer) throws NoAnswerException {
    if (answer.isEmpty()) {
      throw new NoAnswerException("process " + pid + " gave no answer; try again");
    }
    return answer;
  }

  /// The process of that number is not the one that made the socket.
  private static void remove(Path socket) {
    try {
      Files.deleteIfExists(socket);
    } catch (IOException _) {
      // then it is found again
    }
  }

  private static String whyNoSocket(ProcessHandle process) {
    Optional<String> user = process.info().user();
    String me = System.getProperty("user.name");
    if (user.isPresent() && !user.get().equals(me)) {
      return "process %d belongs to %s, and you are %s; only its own user can look at it"
          .formatted(
              process.pid(),
              SafeText.escape(user.get(), Row.LONGEST_TEXT),
              SafeText.escape(me, Row.LONGEST_TEXT));
    }
    Path command = Path.of(process.info().command().orElse("java"));
    String name = String.valueOf(command.getFileName());
    if (!name.equals("java") && !name.equals("java.exe")) {
      return "process %d is no Java program but %s"
          .formatted(process.pid(), SafeText.escape(name, Row.LONGEST_TEXT));
    }
    return "process %d cannot be looked at: start it with --look, or with java -Dbaton.look=true"
        .formatted(process.pid());
  }
}
