package dev.baton.scraper.cli;

import dev.baton.program.Shell;
import dev.baton.program.TimeSpan;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line: `scraper crawl URL`.
@Command(
    name = "scraper",
    mixinStandardHelpOptions = true,
    description = "A polite web crawler that loses nothing, on Baton's event loop.",
    commandListHeading = "%nCommands:%n",
    footer = {"", "${COMMAND-NAME} COMMAND --help says more about a command."})
public final class Scraper implements Runnable {
  @Spec private CommandSpec spec;

  private Scraper() {}

  /// Ends the process with the exit code of the command.
  public static void main(String[] args) {
    Shell.main("scraper", shell -> commandLine(shell).execute(args));
  }

  static CommandLine commandLine(Shell shell) {
    CommandLine line = new CommandLine(new Scraper()).setCommandName(shell.command());
    commands(shell).forEach(line::addSubcommand);
    String version = shell.version(Scraper.class);
    line.getCommandSpec().version(version);
    for (CommandLine command : line.getSubcommands().values()) {
      command.getCommandSpec().version(version);
      command.getCommandSpec().usageMessage().exitCodeList(Exits.table());
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Duration.class, TimeSpan::parse);
    line.setOut(shell.printer());
    line.setErr(shell.err());
    line.setParameterExceptionHandler((wrong, _) -> Misuse.tell(wrong, shell));
    line.setExecutionExceptionHandler((failure, _, _) -> shell.failed(failure));
    return line;
  }

  private static List<Object> commands(Shell shell) {
    return List.of(new CrawlCommand(shell), new ResumeCommand(shell));
  }

  /// Without a command.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as crawl");
  }
}
