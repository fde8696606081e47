package dev.baton.feed.cli;

import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.feed.protocol.Mode;
import dev.baton.feed.watch.Access;
import dev.baton.feed.watch.Alert;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.Selection;
import dev.baton.feed.watch.Start;
import dev.baton.feed.watch.StateFile;
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
import java.util.Optional;
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
      "Prints each reading on a line, and a summary now and then. When the connection is lost it"
          + " comes back by itself, asks the server's history for what it missed, and says what"
          + " could not be had. Numbers only rise, and a number that is not printed is in exactly"
          + " one HOLE. A + before a number: the history gave it.",
      "",
      "On a terminal, the last line says whether the server is there; Enter tries again at once"
          + " while it is not.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} localhost:9000 'host.*' --since 10m",
      "  ${COMMAND-FULL-NAME} --wait --state seen.json --json >>readings.ndjson",
      "  ${COMMAND-FULL-NAME} --alert 'host.cpu.load > 0.9 for 30s' >/dev/null || echo busy",
      "  ${COMMAND-FULL-NAME} wss://feed.example --ca ca.pem --token-file token",
      "  ${COMMAND-FULL-NAME} --json --count 100 | jq 'select(.ch == \"host.cpu\") | .d.load'"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class WatchCommand implements Callable<Integer> {
  private static final int MOST = 1_000_000_000;
  private static final String DEFAULT_URL = "ws://127.0.0.1:" + FeedUrl.DEFAULT_PORT;
  private static final Duration SUMMARY = Duration.ofSeconds(10);
  private static final Duration SUMMARY_WHERE_LIVE = Duration.ofMinutes(1);

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "[URL] [CHANNEL...]",
      hideParamSyntax = true,
      arity = "0..*",
      description = {
        "URL: the server, such as ws://127.0.0.1:8787, localhost:9000 or wss://[::1] (default:"
            + " ws://127.0.0.1:"
            + FeedUrl.DEFAULT_PORT
            + "). A name alone is a channel.",
        "CHANNEL: such as host.cpu, or host.* for all that begin so (default: all)"
      })
  private List<String> words = List.of();

  @Option(names = "--wait", description = "go on trying when the server is not there yet")
  private boolean patient;

  @Option(
      names = "--since",
      paramLabel = "TIME|SEQ",
      description =
          "begin earlier: "
              + Start.FORMS
              + ". Of what the history no longer has, a number is a hole and a time is not")
  private String since;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "keep in this file how far this has come, and go on there the next time. After kill -9 up"
              + " to a second of readings comes twice; none is left out")
  private Path state;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "stream",
      description =
          "stream: every reading; latest: the newest of each channel, older ones are skipped when"
              + " the output is slow or the server was away (default: ${DEFAULT-VALUE})")
  private Mode mode;

  @Option(
      names = "--alert",
      paramLabel = "WHEN",
      description = {
        "end with 6 when this holds: CHANNEL.VALUE OPERATOR NUMBER[UNIT] [for TIME]. OPERATOR is"
            + " >, >=, <, <=, = or !=; UNIT is %%, KiB, MiB, GiB or TiB. The times of the readings"
            + " count; a hole, a new epoch or a long pause begins anew. May be given several times"
      })
  private List<String> alerts = List.of();

  @Option(names = "--count", paramLabel = "N", description = "stop after so many readings")
  private Integer count;

  @Option(names = "--json", description = "write lines of JSON; see their \"type\"")
  private boolean json;

  @Mixin private AccessOptions access;

  @Mixin private SeeOptions see;

  WatchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CannotWriteException {
    WatchPlan plan;
    Program program;
    try {
      plan = plan();
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    try (program) {
      return program.run(EventLoop.builder(), () -> watch(plan)).code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (IOException e) {
      return WatchFailure.tell(e, shell);
    } catch (ExceptionGroup e) {
      return WatchFailure.tell(e.onlyOf(IOException.class).orElseThrow(() -> e), shell);
    }
  }

  /// @throws IllegalArgumentException saying in one sentence what is wrong
  private WatchPlan plan() {
    if (count != null) {
      Limits.require("--count", count, 1, MOST);
    }
    boolean named = !words.isEmpty() && FeedUrl.isMeant(words.getFirst());
    FeedUrl server = FeedUrl.parse(named ? words.getFirst() : DEFAULT_URL);
    Selection selection =
        new Selection(
            words.subList(named ? 1 : 0, words.size()), alerts.stream().map(Alert::parse).toList());
    Start start = since == null ? new Start.Now() : Start.parse(since, ZonedDateTime.now());
    Access to = access.to(server);
    Optional<StateFile> file = Optional.ofNullable(state).map(path -> StateFile.open(path, server));
    return new WatchPlan(
        to,
        new Wanted(selection, mode, start, file.map(StateFile::positions).orElse(List.of())),
        patient,
        count == null ? 0 : count,
        isLive() ? SUMMARY_WHERE_LIVE : SUMMARY,
        file.map(StateKeeper::new));
  }

  /// Whether a line shows how things are, in place of many summaries.
  private boolean isLive() {
    return !json && shell.outTerminal().isPresent() && shell.errTerminal().isPresent();
  }

  @Suspends
  private Exit watch(WatchPlan plan) throws CannotWriteException, IOException {
    // programs get messages as further lines of JSON
    Output output = json ? shell.outputInOne() : shell.output();
    WatchFormat format = WatchFormat.of(json, shell);
    WatchRun run = new WatchRun(plan, format, output, shell);
    run.run();
    if (run.raised().isPresent()) {
      return Exits.ALERT;
    }
    return run.tally().holes() == 0 ? Exits.WATCHED : Exits.LOSS;
  }
}
