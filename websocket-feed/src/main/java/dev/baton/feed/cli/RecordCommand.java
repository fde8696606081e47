package dev.baton.feed.cli;

import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.feed.protocol.Mode;
import dev.baton.feed.record.RecordingException;
import dev.baton.feed.record.StreamRecording;
import dev.baton.feed.watch.Access;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.Selection;
import dev.baton.feed.watch.Start;
import dev.baton.feed.watch.Wanted;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Exit;
import dev.baton.program.Limits;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `record`.
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Writes what a server publishes into files, and everything that was lost on the way.",
    description = {
      "",
      "Each reading is a line of JSON with a checksum; what could not be had is a line, too, and so"
          + " is a new epoch, which is read from its first reading on. A file has 64 MiB or an"
          + " hour. When it is started again it goes on in the same folder where it was, and asks"
          + " the server's history for what came meanwhile. What is written is forced to the disk"
          + " each second. Shown are holes and new epochs alone.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} ws://127.0.0.1:8787 rec",
      "  ${COMMAND-FULL-NAME} localhost rec 'host.*' --since 15m --for 1h",
      "  jq -c 'select(.op == \"ev\" and .ch == \"host.cpu\") | .d' rec/*.ndjson"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class RecordCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "the server, such as ws://127.0.0.1:8787, localhost:9000 or wss://[::1]")
  private String url;

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description = "the folder of the recording; it is made if there is none")
  private Path folder;

  @Parameters(
      index = "2..*",
      paramLabel = "CHANNEL",
      description = "such as host.cpu, or host.* for all that begin so (default: all)")
  private List<String> channels = List.of();

  @Option(names = "--wait", description = "go on trying when the server is not there yet")
  private boolean patient;

  @Option(
      names = "--since",
      paramLabel = "TIME|SEQ",
      description =
          "where a channel that is not recorded yet begins: "
              + Start.FORMS
              + " (default: with what is published from now on)")
  private String since;

  @Option(names = "--for", paramLabel = "TIME", description = "stop after this time")
  private Duration length;

  @Option(names = "--json", description = "write lines of JSON; see their \"type\"")
  private boolean json;

  @Mixin private AccessOptions access;

  @Mixin private SeeOptions see;

  RecordCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CannotWriteException {
    Access to;
    Selection selection;
    Start start;
    Program program;
    try {
      if (length != null) {
        Limits.require("--for", length, Duration.ofMillis(1), LONGEST);
      }
      to = access.to(FeedUrl.parse(url));
      selection = new Selection(channels, List.of());
      start = since == null ? new Start.Now() : Start.parse(since, ZonedDateTime.now());
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    try (program) {
      return program.run(EventLoop.builder(), () -> record(to, selection, start)).code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (RecordingException e) {
      shell.say(e.getMessage());
      return Exits.CANNOT_WRITE.code();
    } catch (IOException e) {
      return WatchFailure.tell(e, shell);
    } catch (ExceptionGroup e) {
      return WatchFailure.tell(e.onlyOf(IOException.class).orElseThrow(() -> e), shell);
    }
  }

  @Suspends
  private Exit record(Access to, Selection selection, Start start) throws IOException {
    // programs get messages as further lines of JSON
    Output output = json ? shell.outputInOne() : shell.output();
    StreamRecording recording = StreamRecording.open(folder);
    Wanted wanted = new Wanted(selection, Mode.STREAM, start, recording.positions());
    RecordRun run =
        new RecordRun(to, wanted, patient, length, recording, WatchFormat.of(json, shell), output);
    run.run();
    return run.tally().holes() == 0 ? Exits.RECORDED : Exits.RECORDED_LOSS;
  }
}
