package dev.baton.feed.cli;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.feed.cli.Printer.CannotWriteException;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.RefusedException;
import dev.baton.program.Program;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
      "  feed watch",
      "  feed watch --wait ws://127.0.0.1:9000",
      "  feed watch --json --count 100 | jq 'select(.ch == \"host.cpu\") | .d.load'"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:the readings asked for with --count came, or the reader of the output has gone",
      "  1:the readings asked for came, with holes",
      "  2:an option or the URL is wrong",
      "  3:the server cannot be reached",
      "  4:something else than a feed answers there",
      "  5:the output cannot be written",
      "130:stopped by Ctrl-C",
      "143:the same by SIGTERM"
    })
final class WatchCommand implements Callable<Integer> {
  private static final String HINT = "; start one with \"feed serve\", or wait for it with --wait";

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
  private Long count;

  @Option(names = "--json", description = "write lines of JSON; see their \"type\"")
  private boolean json;

  @Mixin private SeeOptions see;

  @Override
  public Integer call() {
    if (count != null && count < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be at least 1, got " + count);
    }
    FeedUrl server = server();
    try (Program program = see.open(spec.commandLine().getErr())) {
      return program.run(EventLoop.builder(), () -> watch(server));
    } catch (CancelledError ctrlC) {
      return Exit.CTRL_C;
    } catch (ExceptionGroup e) {
      return failed(e);
    }
  }

  private FeedUrl server() {
    try {
      return FeedUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private int watch(FeedUrl server) {
    // not System.out, which keeps failures to itself
    Printer printer =
        new Printer(
            new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    WatchFormat format =
        json ? new JsonWatchFormat() : new PlainWatchFormat(ZoneId.systemDefault());
    WatchRun run = new WatchRun(server, format, printer, count == null ? 0 : count);
    run.run(patient);
    return run.tally().holes() == 0 ? Exit.OK : Exit.LOSS;
  }

  private int failed(ExceptionGroup failures) {
    IOException failure =
        failures
            .find(CannotWriteException.class)
            .map(IOException.class::cast)
            .or(() -> failures.find(IOException.class))
            .orElseThrow(() -> failures);
    return switch (failure) {
      case CannotWriteException e when e.readerHasGone() -> Exit.OK;
      case CannotWriteException e -> said(e, "", Exit.CANNOT_WRITE);
      case RefusedException e -> said(e, "", Exit.REFUSED);
      case BadMessageException e -> said(e, "", Exit.REFUSED);
      default -> said(failure, HINT, Exit.NO_NETWORK);
    };
  }

  private int said(IOException failure, String hint, int code) {
    spec.commandLine().getErr().println("feed: " + Escaped.text(failure.getMessage()) + hint);
    return code;
  }
}
