package dev.baton.feed.cli;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.watch.Access;
import dev.baton.feed.watch.ChannelsClient;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Exit;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `channels`.
@Command(
    name = "channels",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Lists what a server publishes: the values, their units, what they mean.",
    description = {
      "",
      "A share is 0 to 1. A server lists what its machine can measure: what that lacks is no"
          + " channel, and no value of one.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} localhost:9000 --json | jq -r .ch",
    },
    exitCodeListHeading = "%nExit codes:%n")
final class ChannelsCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "URL",
      arity = "0..1",
      defaultValue = "ws://127.0.0.1:" + FeedUrl.DEFAULT_PORT,
      description = "the server (default: ${DEFAULT-VALUE})")
  private String url;

  @Option(names = "--json", description = "write a line of JSON for each channel")
  private boolean json;

  @Mixin private AccessOptions access;

  @Mixin private SeeOptions see;

  ChannelsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CannotWriteException {
    Access server;
    Program program;
    try {
      server = access.to(FeedUrl.parse(url));
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    try (program) {
      return program.run(EventLoop.builder(), () -> list(server)).code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (IOException e) {
      return WatchFailure.tellOnce(e, shell);
    }
  }

  @Suspends
  private Exit list(Access server) throws IOException {
    List<ChannelInfo> channels = new ChannelsClient(server, WatchSettings.DEFAULT.answer()).ask();
    ChannelsFormat format = json ? ChannelsFormat.JSON : ChannelsFormat.PLAIN;
    Output output = shell.output();
    output.run(() -> format.lines(channels).forEach(output::print));
    return Exits.LISTED;
  }
}
