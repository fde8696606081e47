package dev.baton.scraper.job;

import dev.baton.program.Output;
import dev.baton.program.Shell;
import dev.baton.scraper.CrawlListener;
import dev.baton.terminal.Panel.Mode;
import java.util.Optional;

/// What a job says: sentences for people on stderr, or events for a program on stdout.
final class Messages implements CrawlListener {
  private final Shell shell;
  private final boolean json;
  private final Output output;

  Messages(Shell shell, boolean json) {
    this.shell = shell;
    this.json = json;
    this.output = json ? shell.outputInOne() : shell.output();
  }

  /// Writes it while a loop runs.
  Output output() {
    return output;
  }

  /// @param toTerminal whether pages go to a terminal, which a panel would disturb
  Mode mode(boolean toTerminal) {
    return Mode.of(json, toTerminal ? Optional.empty() : shell.errTerminal());
  }

  /// While a loop runs.
  @Override
  public void notice(String sentence) {
    output.offer(json ? Events.notice(sentence) : sentence);
  }

  /// Before a loop, or after it.
  void job(Object folder) {
    if (json) {
      print(Events.job(folder));
    } else {
      shell.say("job " + folder);
    }
  }

  /// The same.
  void say(String sentence) {
    if (json) {
      print(Events.notice(sentence));
    } else {
      shell.say(sentence);
    }
  }

  private void print(String line) {
    shell.printer().println(line);
    shell.printer().flush();
  }
}
