package dev.baton.scraper.cli;

import dev.baton.program.Limits;
import dev.baton.program.Shell;
import dev.baton.program.TimeSpan;
import java.time.Duration;
import java.util.Map;
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
    shell.unwritable(Exits.CANNOT_WRITE);
    CommandLine line = new CommandLine(new Scraper()).setCommandName(shell.command());
    add(line, new CrawlCommand(shell), Exits.ofCrawl());
    add(line, new ResumeCommand(shell), Exits.ofCrawl());
    add(line, new ExplainCommand(shell), Exits.ofLook());
    add(line, new ExportCommand(shell), Exits.ofLook());
    add(line, new ReportCommand(shell), Exits.ofLook());
    add(line, new StatsCommand(shell), Exits.ofStats());
    add(line, new RobotsCommand(shell), Exits.ofRobots());
    add(line, new DemoCommand(shell), Exits.ofDemo());
    add(line, new DemoCrawlCommand(shell), Exits.ofCrawl());
    String version = shell.version(Scraper.class);
    line.getCommandSpec().version(version);
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().version(version));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // @FILE has a meaning of ours
    line.registerConverter(Duration.class, TimeSpan::parse);
    line.registerConverter(int.class, Limits::number);
    line.setOut(shell.printer());
    line.setErr(shell.err());
    line.setParameterExceptionHandler((wrong, _) -> Misuse.tell(wrong, shell));
    line.setExecutionExceptionHandler((failure, _, _) -> shell.failed(failure));
    return line;
  }

  private static void add(CommandLine line, Object command, Map<String, String> exits) {
    CommandLine added = new CommandLine(command);
    added.getCommandSpec().usageMessage().exitCodeList(exits);
    line.addSubcommand(added);
  }

  /// Without a command.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as crawl");
  }
}
