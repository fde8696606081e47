package dev.baton.feed.cli;

import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.feed.protocol.JsonObject;
import dev.baton.feed.record.Verification;
import dev.baton.feed.record.Verification.Problem;
import dev.baton.feed.record.Verification.Report;
import dev.baton.feed.watch.Access;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Exit;
import dev.baton.program.Limits;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `verify`.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Checks a recording, or a server that runs.",
    description = {
      "",
      "Reads every line of a recording that \"serve --record\" or \"record\" has written, and"
          + " checks its checksum, the order of all numbers, that each hole is declared, that no"
          + " file is missing but the oldest, and that it ends properly. It changes nothing. A"
          + " recording that is being written can be checked; its end is not, then.",
      "",
      "Of a server it reads the channels for a while, and then asks its history whether that was"
          + " the same.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} rec",
      "  ${COMMAND-FULL-NAME} rec --json | jq 'select(.type == \"problem\")'",
      "  ${COMMAND-FULL-NAME} ws://127.0.0.1:8787 --for 30s"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class VerifyCommand implements Callable<Integer> {
  /// So many problems are shown to people; programs get all.
  static final int SHOWN = 20;

  private static final Duration LONGEST = Duration.ofDays(1);

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR|URL",
      description = "the folder of the recording, or the server, such as ws://127.0.0.1:8787")
  private String what;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "how long to read a server (default: ${DEFAULT-VALUE})")
  private Duration length;

  @Option(names = "--json", description = "write lines of JSON; see their \"type\"")
  private boolean json;

  @Mixin private AccessOptions access;

  /// Of the recording.
  private Path folder;

  VerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CannotWriteException {
    folder = path();
    if (isServer()) {
      return verifyServer();
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "there is no folder " + what);
    }
    shell.unwritable(Exits.CANNOT_WRITE);
    try {
      return verify().code();
    } catch (IOException failure) {
      shell.say("the recording %s cannot be read: %s".formatted(folder, FailureText.of(failure)));
      return Exits.NOT_VERIFIED.code();
    }
  }

  /// Also a path may look like a server.
  private boolean isServer() {
    boolean server = what.contains("://") || FeedUrl.isMeant(what) && !what.contains("/");
    return server && (folder == null || !Files.exists(folder));
  }

  /// Null if it cannot be the name of a file.
  private Path path() {
    try {
      return Path.of(what);
    } catch (InvalidPathException noPath) {
      return null;
    }
  }

  private int verifyServer() throws CannotWriteException {
    Access server;
    try {
      Limits.require("--for", length, Duration.ofMillis(1), LONGEST);
      server = access.to(FeedUrl.parse(what));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    try (Program program = new Program(shell, spec.name(), null, false)) {
      return program
          .run(EventLoop.builder(), () -> new VerifyRun(server, length, json, shell).run())
          .code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (IOException e) {
      return WatchFailure.tellOnce(e, shell);
    } catch (ExceptionGroup e) {
      return WatchFailure.tellOnce(e.onlyOf(IOException.class).orElseThrow(() -> e), shell);
    }
  }

  private Exit verify() throws IOException {
    PrintWriter out = shell.printer();
    int[] problems = new int[1];
    Report report =
        Verification.of(
            folder,
            problem -> {
              if (json || ++problems[0] <= SHOWN) {
                out.println(json ? json(problem) : plain(problem));
              }
            });
    out.println(json ? json(report) : plain(report));
    return report.holds() ? Exits.VERIFIED : Exits.NOT_VERIFIED;
  }

  private String plain(Problem problem) {
    String file = problem.file().isEmpty() ? folder.toString() : problem.file();
    return problem.line() == 0
        ? file + " " + problem.what()
        : "%s:%d %s".formatted(file, problem.line(), problem.what());
  }

  private static String json(Problem problem) {
    return new JsonObject()
        .put("type", "problem")
        .put("file", problem.file())
        .put("line", problem.line())
        .put("what", problem.what())
        .toString();
  }

  private String plain(Report report) {
    String more = report.problems() > SHOWN ? " (the first %d are shown)".formatted(SHOWN) : "";
    String result =
        report.holds() ? "all that was checked holds" : count(report.problems(), "problem") + more;
    String writer =
        report.writer() == null ? "" : "; " + report.writer() + " is writing it, so its end is not";
    return "feed: %s has %s of %s in %s, %s with %s lost, %s: %s%s"
        .formatted(
            folder,
            count(report.events(), "event"),
            count(report.channels().size(), "channel"),
            count(report.epochs().size(), "epoch"),
            count(report.gaps(), "declared hole"),
            String.format(Locale.ROOT, "%,d", report.lost()),
            count(report.files(), "file"),
            result,
            writer);
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  private static String json(Report report) {
    JsonObject object =
        new JsonObject()
            .put("type", "verified")
            .put("holds", report.holds())
            .put("files", report.files())
            .put("events", report.events())
            .put("channels", List.copyOf(report.channels()))
            .put("epochs", List.copyOf(report.epochs()))
            .put("gaps", report.gaps())
            .put("lost", report.lost())
            .put("resets", report.resets())
            .put("problems", report.problems());
    return (report.writer() == null ? object : object.put("writer", report.writer())).toString();
  }
}
