package dev.baton.top;

import dev.baton.look.LookClient;
import dev.baton.look.LookClient.NoAnswerException;
import dev.baton.program.Exit;
import dev.baton.program.Shell;
import dev.baton.terminal.FailureText;
import dev.baton.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `./run top [PID]`: looks at a running program, see [TopOptions#USAGE].
public final class Top {
  private static final Duration USUAL = Duration.ofSeconds(1);

  /// Of the list of programs.
  private static final String ROW = "%8s  %-8s %5s %8s  %s";

  private final TopOptions options;
  private final LookClient client;
  private final Shell shell;
  private final PrintWriter out;

  private Top(TopOptions options, LookClient client, Shell shell) {
    this.options = options;
    this.client = client;
    this.shell = shell;
    this.out = shell.printer();
  }

  /// Exits with 0, with 1 if there is nothing to see, with 2 for arguments that mean nothing.
  public static void main(String[] args) {
    Shell.main("top", shell -> run(shell, List.of(args), LookClient.usualFolder()));
  }

  static int run(Shell shell, List<String> args, Path folder) {
    try {
      TopOptions options = TopOptions.parse(args);
      if (options.help()) {
        shell.printer().print(TopOptions.USAGE.formatted(shell.command()));
        return Exit.OK.code();
      }
      Top top = new Top(options, LookClient.at(folder), shell);
      if (options.pid().isEmpty()) {
        top.list();
      } else {
        top.look();
      }
      return Exit.OK.code();
    } catch (IllegalArgumentException wrong) {
      return shell.usage(wrong.getMessage(), shell.command());
    } catch (NoAnswerException | IOException e) {
      shell.say(FailureText.of(e));
      return Exit.DONE_BUT.code();
    } catch (InterruptedException hurried) {
      return Exit.INTERRUPTED.code();
    }
  }

  // --- one program

  private void look() throws NoAnswerException, InterruptedException {
    Optional<Terminal> screen =
        options.json() || options.once() ? Optional.empty() : shell.outTerminal();
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
    shell.err().println("\nprocess " + pid + " has ended"); // not out, which may be JSON
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
