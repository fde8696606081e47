package dev.baton.top;

import dev.baton.look.LookClient;
import dev.baton.look.LookClient.NoAnswerException;
import dev.baton.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `./run top [PID]`: looks at a running program, see [TopOptions#USAGE].
public final class Top {
  private static final int OK = 0;
  private static final int NOTHING_TO_SEE = 1;
  private static final int MISUSED = 2;
  private static final Duration USUAL = Duration.ofSeconds(1);

  /// Of the list of programs.
  private static final String ROW = "%8s  %-8s %5s %8s  %s";

  private final TopOptions options;
  private final LookClient client;
  private final PrintStream out;
  private final PrintStream err;

  private Top(TopOptions options, LookClient client, PrintStream out, PrintStream err) {
    this.options = options;
    this.client = client;
    this.out = out;
    this.err = err;
  }

  /// Exits with 0, with 1 if there is nothing to see, with 2 for arguments that mean nothing.
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(List.of(args), LookClient.usualFolder(), System.out, System.err));
  }

  static int run(List<String> args, Path folder, PrintStream out, PrintStream err)
      throws InterruptedException {
    try {
      TopOptions options = TopOptions.parse(args);
      if (options.help()) {
        out.print(TopOptions.USAGE);
        return OK;
      }
      Top top = new Top(options, LookClient.at(folder), out, err);
      if (options.pid().isEmpty()) {
        top.list();
      } else {
        top.look();
      }
      return OK;
    } catch (IllegalArgumentException wrong) {
      err.println("top: " + wrong.getMessage());
      return MISUSED;
    } catch (NoAnswerException | IOException e) {
      err.println("top: " + e.getMessage());
      return NOTHING_TO_SEE;
    }
  }

  // --- one program

  private void look() throws NoAnswerException, InterruptedException {
    Optional<Terminal> screen =
        options.json() || options.once() ? Optional.empty() : Terminal.ofOutput();
    show(ask(), screen);
    if (options.once() || screen.isEmpty() && options.every().isEmpty()) {
      return;
    }
    while (!out.checkError()) { // whoever reads it has gone
      Thread.sleep(options.every().orElse(USUAL));
      try {
        show(ask(), screen);
      } catch (NoAnswerException e) {
        endOrRaise(e);
        return;
      }
    }
  }

  private void endOrRaise(NoAnswerException why) throws NoAnswerException {
    long pid = options.pid().getAsLong();
    if (client.canAsk(pid)) {
      throw why;
    }
    err.println("\nprocess " + pid + " has ended"); // not out, which may be JSON
  }

  private String ask() throws NoAnswerException {
    String question = (options.json() ? "json " : "text ") + options.rows();
    return client.ask(options.pid().getAsLong(), question);
  }

  private void show(String answer, Optional<Terminal> screen) {
    out.print(screen.map(terminal -> Screen.of(answer, terminal.size())).orElse(answer));
    out.flush();
  }

  // --- all programs

  private void list() throws IOException, NoAnswerException {
    List<String> lines = new ArrayList<>();
    for (long pid : client.processes()) {
      try {
        line(pid).ifPresent(lines::add);
      } catch (NoAnswerException gone) {
        // it is in nobody's way
      }
    }
    if (lines.isEmpty()) {
      throw new NoAnswerException(
          "no program can be looked at; start one with --look, or with java -Dbaton.look=true");
    }
    if (!options.json()) {
      out.println(ROW.formatted("PID", "UP", "LOOPS", "TASKS", "PROGRAM"));
    }
    lines.forEach(out::println);
  }

  private Optional<String> line(long pid) throws NoAnswerException {
    if (options.json()) {
      return Optional.of(client.ask(pid, "process").strip());
    }
    String[] words = client.ask(pid, "name").strip().split("\t", 4);
    return words.length == 4
        ? Optional.of(ROW.formatted(pid, words[1], words[2], words[3], words[0]))
        : Optional.empty();
  }
}
