package dev.baton.scraper.cli;

import dev.baton.program.Shell;
import dev.baton.program.TimeSpan;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line: `scraper crawl URL`.
@Command(
    name = "scraper",
    mixinStandardHelpOptions = true,
    description = "A concurrent web scraper on Baton's event loop.",
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
    line.addSubcommand(new CrawlCommand(shell));
    line.getSubcommands().get("crawl").getCommandSpec().usageMessage().exitCodeList(Exits.table());
    String version = shell.version(Scraper.class);
    line.getCommandSpec().version(version);
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().version(version));
    line.registerConverter(Duration.class, TimeSpan::parse);
    line.setOut(shell.printer());
    line.setErr(shell.err());
    line.setParameterExceptionHandler((wrong, _) -> Misuse.tell(wrong, shell));
    line.setExecutionExceptionHandler((failure, _, _) -> shell.failed(failure));
    return line;
  }

  /// Without a command.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as crawl");
  }
}
