package dev.baton.jobs.cli;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.jobs.BadArgsException;
import dev.baton.jobs.Enqueued;
import dev.baton.jobs.Kind;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.sqlite.SqliteStore;
import dev.baton.program.Exit;
import dev.baton.program.Limits;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.program.TimeSpan;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `jobs enqueue`: one job from the command line, or many from standard input.
@Command(
    name = "enqueue",
    mixinStandardHelpOptions = true,
    description = {
      "Adds a job, or many: without ARGS each line of standard input is the ARGS of a job.",
      "When this says that a job is enqueued, it is on the disk.",
    },
    footerHeading = "%nKinds and their ARGS:%n")
final class EnqueueCommand implements Callable<Integer> {
  private static final List<String> EXAMPLES =
      List.of(
          "",
          "Examples:",
          "  ${COMMAND-FULL-NAME} webhook '{\"url\": \"http://localhost:8080/hook\"}' --key"
              + " order-7",
          "  ${COMMAND-FULL-NAME} email --key news --delay 2h < emails.jsonl");

  @Mixin private StoreOption store;

  @Parameters(index = "1", arity = "0..1", paramLabel = "ARGS", description = "what to do, as JSON")
  private String args;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "a name of your own for the job: the same job is not added again under it, another one is"
              + " refused, and the receiver sees it as Idempotency-Key or in the Message-ID. Line 7"
              + " of standard input gets KEY-7, so that the same lines can be enqueued again after"
              + " a crash")
  private String key;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      defaultValue = "0s",
      description =
          "do not run it before so much time has passed, at most 365d. TIME is such as "
              + TimeSpan.EXAMPLES)
  private Duration delay;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "" + NewJob.DEFAULT_ATTEMPTS,
      description = "give it up after so many attempts, 1 to 100 (default: ${DEFAULT-VALUE})")
  private int maxAttempts;

  @Mixin private SeeOptions see;
  private CommandSpec spec;

  private final Shell shell;
  private final Kinds kinds;
  private Kind<?> kind;

  EnqueueCommand(Shell shell, Kinds kinds) {
    this.shell = shell;
    this.kinds = kinds;
  }

  /// The help knows the kinds from their list.
  @Spec
  private void describe(CommandSpec enqueue) {
    spec = enqueue;
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("KIND")
            .required(true)
            .type(String.class)
            .description("one of: " + kinds.names())
            .build());
    spec.usageMessage().footer(footer());
  }

  private String[] footer() {
    List<String> lines = new ArrayList<>();
    for (Kind<?> each : kinds.all()) {
      String name = each.name();
      for (String line : each.help()) {
        lines.add("  %-8s %s".formatted(name, line.replace("%", "%%")));
        name = "";
      }
    }
    lines.addAll(EXAMPLES);
    return lines.toArray(String[]::new);
  }

  @Override
  public Integer call() {
    try (Program program = Jobs.checked(spec, this::open)) {
      return (args == null ? enqueueMany(program) : enqueueOne(program)).code();
    }
  }

  private Program open() {
    String name = spec.positionalParameters().getFirst().getValue();
    kind = kinds.find(name).orElseThrow(() -> unknown(name));
    Limits.require("--delay", delay, Duration.ZERO, NewJob.MAX_DELAY);
    Limits.require("--max-attempts", maxAttempts, 1, NewJob.MAX_ATTEMPTS);
    return see.open(spec, shell);
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "there is no kind of job \"%s\"; there are %s".formatted(name, kinds.names()));
  }

  private Exit enqueueOne(Program program) {
    NewJob job = job(args, key == null ? NewJob.newKey() : key);
    Enqueued enqueued =
        program.run(
            EventLoop.builder(),
            () -> {
              try (SqliteStore jobs = SqliteStore.open(store.file, InstantSource.system())) {
                return jobs.enqueue(List.of(job)).getFirst();
              }
            });
    shell
        .printer()
        .println(
            enqueued.isNew()
                ? "enqueued job %d, key %s".formatted(enqueued.id(), job.key())
                : "key %s is known: it is job %d, nothing was added"
                    .formatted(job.key(), enqueued.id()));
    return Exits.OK;
  }

  private Exit enqueueMany(Program program) {
    LineIntake intake = new LineIntake((json, line) -> job(json, lineKey(line)));
    PrintWriter summary = shell.err();
    try {
      program.run(EventLoop.builder(), () -> enqueueLines(intake));
      summary = shell.printer();
      return Exits.OK;
    } catch (CancelledError ctrlC) {
      return Exits.INTERRUPTED;
    } catch (IOException | BadArgsException refused) {
      shell.say("standard input: " + refused.getMessage());
      return Exits.REFUSED;
    } finally {
      summary.println(summary(intake));
    }
  }

  @Suspends
  private Void enqueueLines(LineIntake intake) throws IOException {
    try (SqliteStore jobs = SqliteStore.open(store.file, InstantSource.system())) {
      intake.enqueue(new Lines(shell.in()), jobs);
    }
    return null;
  }

  private String lineKey(long line) {
    return key == null ? NewJob.newKey() : key + "-" + line;
  }

  private NewJob job(String json, String jobKey) {
    String stored = kind.read(json).toJson();
    requireReadable(stored);
    try {
      return new NewJob(kind.name(), stored, jobKey, maxAttempts, delay);
    } catch (IllegalArgumentException beyondLimits) {
      throw new BadArgsException(kind.name() + ": " + beyondLimits.getMessage());
    }
  }

  /// Arguments may grow where they are encoded: beyond what a worker reads.
  private void requireReadable(String stored) {
    try {
      kind.read(stored);
    } catch (BadArgsException unreadable) {
      throw new BadArgsException(
          "%s: as it would be stored, it cannot be read: %s"
              .formatted(kind.name(), unreadable.getMessage()));
    }
  }

  private String summary(LineIntake intake) {
    String known =
        intake.known() == 0 ? "" : ", left out %,d known before".formatted(intake.known());
    return "enqueued %s%s in %s"
        .formatted(
            Counted.text(intake.added(), kind.name() + " job"),
            known,
            SafeText.escape(store.file.toString(), 300));
  }
}
