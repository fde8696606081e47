package dev.baton.jobs.cli;

import dev.baton.CancelledError;
import dev.baton.ExceptionGroup;
import dev.baton.jobs.BadArgsException;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.Reason;
import dev.baton.jobs.StoreException;
import dev.baton.jobs.handlers.EmailKind;
import dev.baton.jobs.handlers.ProcessKind;
import dev.baton.jobs.handlers.WebhookKind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
    version = "jobs 0.1.0",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:an error in the program itself",
      "2:the command line is wrong",
      "3:the store cannot be used",
      "4:a job was refused",
      "130:stopped by Ctrl-C; nothing is lost",
      "143:the same by SIGTERM"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  jobs enqueue webhook '{\"url\": \"http://localhost:8080/hook\", \"body\": {\"n\": 1}}'",
      "  jobs work --until-empty",
      "  jobs list"
    })
public final class Jobs implements Runnable {
  /// The kinds of jobs that this program knows.
  static final Kinds KINDS = Kinds.of(new WebhookKind(), new EmailKind(), new ProcessKind());

  static final int STORE = 3;
  static final int REFUSED = 4;
  static final int STOPPED = 130;

  @Spec private CommandSpec spec;

  private Jobs() {}

  /// Runs it.
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(KINDS, out, err, arguments);
    out.flush();
    System.exit(code); // not return: a library's idle thread must not keep the process
  }

  /// @return the exit code
  static int run(Kinds kinds, PrintWriter out, PrintWriter err, String... arguments) {
    try {
      return commandLine(kinds).setOut(out).setErr(err).execute(arguments);
    } catch (CancelledError ctrlC) {
      return STOPPED;
    }
  }

  private static CommandLine commandLine(Kinds kinds) {
    return new CommandLine(new Jobs())
        .addSubcommand(new EnqueueCommand(kinds))
        .addSubcommand(new WorkCommand(kinds))
        .addSubcommand(new ListCommand(kinds))
        .addSubcommand(new StatsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Jobs::onBadCommandLine)
        .setExecutionExceptionHandler((failure, command, _) -> onFailure(failure, command));
  }

  /// Without a command.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given");
  }

  private static int onBadCommandLine(ParameterException bad, String[] arguments) {
    CommandLine command = bad.getCommandLine();
    command
        .getErr()
        .println(
            "jobs: %s; see %s --help"
                .formatted(Reason.of(bad.getMessage()), command.getCommandSpec().qualifiedName()));
    return CommandLine.ExitCode.USAGE;
  }

  private static int onFailure(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    Optional<Integer> told = tell(failure, err);
    if (told.isEmpty()) {
      err.println("jobs: an error in the program itself:");
      failure.printStackTrace(err);
    }
    err.flush();
    return told.orElse(CommandLine.ExitCode.SOFTWARE);
  }

  private static Optional<Integer> tell(Exception failure, PrintWriter err) {
    return switch (failure) {
      case StoreException store -> Optional.of(say(err, store, STORE));
      case BadArgsException bad -> Optional.of(say(err, bad, REFUSED));
      case ExceptionGroup group ->
          group.find(StoreException.class).map(store -> say(err, store, STORE));
      default -> Optional.empty();
    };
  }

  private static int say(PrintWriter err, Exception failure, int code) {
    err.println("jobs: " + failure.getMessage());
    return code;
  }
}
