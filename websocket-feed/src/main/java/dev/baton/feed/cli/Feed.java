package dev.baton.feed.cli;

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

/// The command line.
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    header = "A live feed over WebSocket that declares every hole.",
    description = {
      "",
      "Start \"${COMMAND-NAME} serve\" in one terminal and \"${COMMAND-NAME} watch\" in another;"
          + " then kill the server, start it again, and see what the watcher says."
          + " \"${COMMAND-NAME} demo\" does all that by itself.",
      ""
    })
public final class Feed implements Runnable {
  @Spec private CommandSpec spec;

  private Feed() {}

  /// Ends the process with the exit code of the command.
  public static void main(String[] arguments) {
    // what the loop has to say is for whoever uses this: a line, without the head of a log
    System.setProperty("java.util.logging.SimpleFormatter.format", "feed: %5$s%6$s%n");
    Shell.main("feed", shell -> commandLine(shell).execute(arguments));
  }

  static CommandLine commandLine(Shell shell) {
    CommandLine line = new CommandLine(new Feed()).setCommandName(shell.command());
    add(line, new ServeCommand(shell), Exits.ofServe());
    add(line, new WatchCommand(shell), Exits.ofWatch());
    add(line, new ChannelsCommand(shell), Exits.ofChannels());
    add(line, new RecordCommand(shell), Exits.ofRecord());
    add(line, new VerifyCommand(shell), Exits.ofVerify());
    add(line, new ReplayCommand(shell), Exits.ofReplay());
    add(line, new DemoCommand(shell), Exits.ofDemo());
    String version = shell.version(Feed.class);
    line.getCommandSpec().version(version);
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().version(version));
    line.registerConverter(Duration.class, TimeSpan::parse);
    line.registerConverter(int.class, Limits::number);
    line.setCaseInsensitiveEnumValuesAllowed(true);
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
    String name = spec.qualifiedName();
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing; begin with \"%s serve\" or \"%s demo\"".formatted(name, name));
  }
}
