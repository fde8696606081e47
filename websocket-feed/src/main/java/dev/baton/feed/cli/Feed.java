package dev.baton.feed.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The command line.
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    version = "feed 0.1",
    header = "A live feed over WebSocket that declares every hole.",
    description = {
      "",
      "Start \"feed serve\" in one terminal and \"feed watch\" in another; then kill the server,"
          + " start it again, and see what the watcher says.",
      ""
    },
    subcommands = {ServeCommand.class, WatchCommand.class})
public final class Feed {
  /// When the loop says that it was blocked, in milliseconds: while a program loads its classes,
  /// single steps are long.
  private static final String BLOCKED_AFTER = "baton.blockedAfter";

  private Feed() {}

  /// Runs the command line and exits.
  public static void main(String[] arguments) {
    if (System.getProperty(BLOCKED_AFTER) == null) {
      System.setProperty(BLOCKED_AFTER, "1000");
    }
    System.exit(run(System.err, arguments));
  }

  /// @param err messages for people
  /// @return the exit code
  static int run(PrintStream err, String... arguments) {
    PrintWriter messages = new PrintWriter(err, true, StandardCharsets.UTF_8);
    CommandLine line = new CommandLine(new Feed());
    line.setErr(messages);
    line.setParameterExceptionHandler((e, _) -> usage(e, messages));
    line.setExecutionExceptionHandler(
        (e, _, _) -> {
          messages.println("feed: internal error; this is a bug");
          e.printStackTrace(messages);
          return Exit.INTERNAL;
        });
    if (arguments.length == 0) {
      line.usage(line.getOut());
      return Exit.USAGE;
    }
    return line.execute(arguments);
  }

  private static int usage(ParameterException e, PrintWriter messages) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    messages.println("feed: " + Escaped.text(e.getMessage()) + "; see " + command + " --help");
    return Exit.USAGE;
  }
}
