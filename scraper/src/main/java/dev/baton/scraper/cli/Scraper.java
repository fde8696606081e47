package dev.baton.scraper.cli;

import dev.baton.scraper.Text;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: `scraper crawl URL`.
@Command(
    name = "scraper",
    mixinStandardHelpOptions = true,
    versionProvider = Scraper.class,
    description = "A concurrent web scraper on Baton's event loop.",
    commandListHeading = "%nCommands:%n",
    footer = {"", "scraper COMMAND --help says more about a command."})
public final class Scraper implements Runnable, IVersionProvider {
  static final String NAME_AND_VERSION = "baton-scraper/" + Version.TEXT;

  /// What `sysexits.h` calls EX_SOFTWARE: a bug.
  private static final int UNEXPECTED = 70;

  @Spec private CommandSpec spec;

  private Scraper() {}

  /// Ends the process with the exit code of the command.
  public static void main(String[] args) {
    System.exit(commandLine(Console.system()).execute(args));
  }

  static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new Scraper());
    line.addSubcommand(new CrawlCommand(console));
    line.setParameterExceptionHandler((wrong, _) -> sayUsage(console, wrong));
    line.setExecutionExceptionHandler((failure, _, _) -> sayBug(console, failure));
    return line;
  }

  private static int sayUsage(Console console, ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    console.err().println("scraper: " + Text.escaped(message(wrong)));
    console.err().println(command.getCommandSpec().qualifiedName() + " --help shows what there is");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String message(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return wrong.getMessage();
    }
    List<String> similar = unmatched.getSuggestions();
    return (unmatched.isUnknownOption() ? "unknown option " : "unexpected argument ")
        + unmatched.getUnmatched().getFirst()
        + (similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?");
  }

  private static int sayBug(Console console, Exception failure) {
    console.err().println("scraper: it failed in a way that it should not; this is a bug:");
    failure.printStackTrace(console.err());
    return UNEXPECTED;
  }

  /// Without a command.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as crawl");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"baton-scraper " + Version.TEXT};
  }
}
