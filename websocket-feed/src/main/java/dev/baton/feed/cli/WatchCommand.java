package dev.baton.feed.cli;

import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.RefusedException;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Exit;
import dev.baton.program.Limits;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `watch`.
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows what a server publishes, and everything that was lost on the way.",
    description = {
      "",
      "Prints each reading on a line and a summary each 10 s. When the connection is lost it comes"
          + " back by itself, asks the server's history for what it missed, and says what could not"
          + " be had. Numbers only rise, and a number that is not printed is in exactly one HOLE.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --wait ws://127.0.0.1:9000",
      "  ${COMMAND-FULL-NAME} --json --count 100 | jq 'select(.ch == \"host.cpu\") | .d.load'"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class WatchCommand implements Callable<Integer> {
  private static final int MOST = 1_000_000_000;

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "URL",
      arity = "0..1",
      defaultValue = "ws://127.0.0.1:" + FeedUrl.DEFAULT_PORT,
      description = "the server (default: ${DEFAULT-VALUE})")
  private String url;

  @Option(names = "--wait", description = "go on trying when the server is not there yet")
  private boolean patient;

  @Option(names = "--count", paramLabel = "N", description = "stop after so many readings")
  private Integer count;

  @Option(names = "--json", description = "write lines of JSON; see their \"type\"")
  private boolean json;

  @Mixin private SeeOptions see;

  WatchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CannotWriteException {
    FeedUrl server;
    Program program;
    try {
      if (count != null) {
        Limits.require("--count", count, 1, MOST);
      }
      server = FeedUrl.parse(url);
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    try (program) {
      return program.run(EventLoop.builder(), () -> watch(server)).code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (ExceptionGroup e) {
      return failed(e.onlyOf(IOException.class).orElseThrow(() -> e));
    }
  }

  @Suspends
  private Exit watch(FeedUrl server) throws CannotWriteException {
    // programs get messages as further lines of JSON
    Output output = json ? shell.outputInOne() : shell.output();
    WatchFormat format =
        json ? new JsonWatchFormat() : new PlainWatchFormat(ZoneId.systemDefault());
    WatchRun run = new WatchRun(server, format, output, count == null ? 0 : count);
    run.run(patient);
    return run.tally().holes() == 0 ? Exits.WATCHED : Exits.LOSS;
  }

  private int failed(IOException failure) {
    return switch (failure) {
      case RefusedException e -> said(e, "", Exits.REFUSED);
      case BadMessageException e -> said(e, "", Exits.REFUSED);
      default ->
          said(
              failure,
              "; start one with \"%s serve\", or wait for it with --wait"
                  .formatted(shell.command()),
              Exits.NO_NETWORK);
    };
  }

  private int said(IOException failure, String hint, Exit exit) {
    shell.say(failure.getMessage() + hint);
    return exit.code();
  }
}
