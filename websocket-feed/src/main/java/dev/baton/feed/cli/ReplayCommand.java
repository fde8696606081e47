package dev.baton.feed.cli;

import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.feed.host.Host;
import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.record.Pace;
import dev.baton.feed.record.RecordingException;
import dev.baton.feed.record.RecordingReader;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.watch.Selection;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Exit;
import dev.baton.program.Limits;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `replay`.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows a recording as if it were watched now.",
    description = {
      "",
      "Prints what \"watch\" would have printed, in the same form and with the same numbers and"
          + " times: readings, holes, new epochs, and at the end the sum of all.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} rec",
      "  ${COMMAND-FULL-NAME} rec 'host.*' --speed 10",
      "  ${COMMAND-FULL-NAME} rec --speed max --json | jq 'select(.type == \"hole\")'"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class ReplayCommand implements Callable<Integer> {
  /// Deliveries that are read at once.
  private static final int BATCH = 500;

  private static final Duration MOST_IDLE = Duration.ofDays(1);

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "the folder of the recording")
  private Path folder;

  @Parameters(
      index = "1..*",
      paramLabel = "CHANNEL",
      description = "such as host.cpu, or host.* for all that begin so (default: all)")
  private List<String> channels = List.of();

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "N times as fast as it was recorded; max: without waiting (default: 1)")
  private String speed;

  @Option(
      names = "--idle",
      paramLabel = "TIME",
      defaultValue = "5s",
      description =
          "the longest pause between two readings; longer ones are shortened"
              + " (default: ${DEFAULT-VALUE})")
  private Duration idle;

  @Option(names = "--json", description = "write lines of JSON; see their \"type\"")
  private boolean json;

  @Mixin private SeeOptions see;

  private Selection selection;
  private Pace pace;

  private final Tally tally = new Tally();

  /// That of the last reading: an epoch is recorded without a time.
  private Instant time = Instant.now();

  /// The channels of the recording.
  private final Set<String> recorded = new LinkedHashSet<>();

  private long problems;

  ReplayCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CannotWriteException {
    Program program;
    try {
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException("there is no folder " + folder);
      }
      pace = Pace.parse(speed);
      selection = new Selection(channels, List.of());
      Limits.require("--idle", idle, Duration.ofMillis(1), MOST_IDLE);
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    try (program) {
      Welcome server = hostServer(); // this takes a moment
      return program.run(EventLoop.builder(), () -> replay(server)).code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (RecordingException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      shell.say("the recording %s cannot be read: %s".formatted(folder, FailureText.of(e)));
      return Exits.REPLAYED_LOSS.code();
    }
  }

  @Suspends
  private Exit replay(Welcome server) throws IOException {
    Output output = json ? shell.outputInOne() : shell.output();
    InstantSource recordedTime = () -> time;
    WatchFormat format = WatchFormat.of(json, shell, recordedTime.withZone(ZoneId.systemDefault()));
    format.welcomed(server, channels);
    RecordingReader reader =
        Blocking.call(
            () ->
                RecordingReader.open(
                    folder,
                    problem -> problems++)); // it is counted outside, and looked at afterwards
    try (reader) {
      output.run(() -> print(reader, format, output));
    }
    Optional<String> missing = selection.missing("the recording " + folder, recorded);
    if (missing.isPresent()) {
      shell.say(missing.get());
      return Exit.USAGE;
    }
    return tally.holes() == 0 && problems == 0 ? Exits.REPLAYED : Exits.REPLAYED_LOSS;
  }

  /// A recording does not say its units; those of this program's own servers are known.
  private static Welcome hostServer() {
    return new Welcome(1, 5_000, 1, List.of(), ChannelInfo.units(new Host().channels()));
  }

  @Suspends
  private void print(RecordingReader reader, WatchFormat format, Output output) throws IOException {
    Pace.Waits waits = pace.waits(idle);
    List<Delivery> batch;
    while (!(batch = Blocking.call(() -> reader.next(BATCH))).isEmpty()) {
      for (Delivery delivery : batch) {
        recorded.add(channel(delivery));
        if (selection.wants(channel(delivery))) {
          if (delivery instanceof Delivered delivered) {
            waits.await(delivered.reading().time());
            time = Instant.EPOCH.plus(delivered.reading().time(), ChronoUnit.MICROS);
          }
          tally.count(delivery);
          for (String line : format.delivery(delivery)) {
            output.print(line);
          }
        }
      }
    }
    output.print(format.total(tally));
    if (problems > 0) {
      output.message(
          "feed: the recording is damaged; \"%s verify %s\" says where"
              .formatted(shell.command(), folder));
    }
  }

  private static String channel(Delivery delivery) {
    return switch (delivery) {
      case Delivered delivered -> delivered.reading().channel();
      case Hole hole -> hole.channel();
      case NewEpoch change -> change.channel();
    };
  }
}
