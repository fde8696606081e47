package dev.baton.jobs.cli;

import dev.baton.ExceptionGroup;
import dev.baton.jobs.BadArgsException;
import dev.baton.jobs.KeyTakenException;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.StoreException;
import dev.baton.jobs.handlers.EmailKind;
import dev.baton.jobs.handlers.ProcessKind;
import dev.baton.jobs.handlers.WebhookKind;
import dev.baton.program.Exit;
import dev.baton.program.Limits;
import dev.baton.program.Shell;
import dev.baton.program.TimeSpan;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program `jobs`.
@Command(
    name = "jobs",
    description = "A durable job queue: webhooks, e-mail, data processing.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {
      "  ${COMMAND-NAME} enqueue webhook '{\"url\": \"http://localhost:8080/hook\", \"body\":"
          + " {\"n\": 1}}'",
      "  ${COMMAND-NAME} work --until-empty",
      "  ${COMMAND-NAME} list"
    })
public final class Jobs implements Runnable {
  /// The kinds of jobs that this program knows.
  static final Kinds KINDS = Kinds.of(new WebhookKind(), new EmailKind(), new ProcessKind());

  @Spec private CommandSpec spec;

  private Jobs() {}

  /// Ends the process with the exit code of the command.
  public static void main(String[] arguments) {
    Shell.main("jobs", shell -> commandLine(shell, KINDS).execute(arguments));
  }

  static CommandLine commandLine(Shell shell, Kinds kinds) {
    CommandLine line = new CommandLine(new Jobs()).setCommandName(shell.command());
    line.addSubcommand(new EnqueueCommand(shell, kinds));
    line.addSubcommand(new WorkCommand(shell, kinds));
    line.addSubcommand(new ListCommand(shell, kinds));
    line.addSubcommand(new StatsCommand(shell, kinds));
    String version = shell.version(Jobs.class);
    describe(line, version);
    line.getSubcommands().values().forEach(command -> describe(command, version));
    line.registerConverter(Duration.class, TimeSpan::parse);
    line.registerConverter(int.class, Limits::number);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(shell.printer());
    line.setErr(shell.err());
    line.setParameterExceptionHandler((wrong, _) -> Misuse.tell(wrong, shell));
    line.setExecutionExceptionHandler((failure, command, _) -> failed(failure, command, shell));
    return line;
  }

  private static void describe(CommandLine command, String version) {
    CommandSpec spec = command.getCommandSpec();
    spec.version(version);
    spec.usageMessage()
        .sortOptions(false)
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(Exits.table());
  }

  /// What a command is told by its options.
  ///
  /// @throws ParameterException instead of an IllegalArgumentException that says what is wrong
  static <T> T checked(CommandSpec command, Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(command.commandLine(), wrong.getMessage(), wrong);
    }
  }

  /// Without a command.
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing, such as enqueue or work");
  }

  private static int failed(Exception failure, CommandLine command, Shell shell) {
    return switch (failure) {
      case StoreException store -> say(store, Exits.STORE, shell);
      case BadArgsException refused -> say(refused, Exits.REFUSED, shell);
      case KeyTakenException refused -> say(refused, Exits.REFUSED, shell);
      case ExceptionGroup group ->
          group
              .onlyOf(StoreException.class)
              .map(store -> say(store, Exits.STORE, shell))
              .orElseGet(() -> shell.failed(group));
      default -> shell.failed(failure);
    };
  }

  private static int say(Exception failure, Exit exit, Shell shell) {
    shell.say(failure.getMessage());
    return exit.code();
  }
}
