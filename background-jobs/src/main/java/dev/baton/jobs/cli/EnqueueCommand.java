package dev.baton.jobs.cli;

import dev.baton.CancelledError;
import dev.baton.Suspends;
import dev.baton.jobs.BadArgsException;
import dev.baton.jobs.Enqueued;
import dev.baton.jobs.Kind;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.StoreException;
import dev.baton.jobs.sqlite.SqliteStore;
import dev.baton.program.Program;
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
import picocli.CommandLine.ParameterException;
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
  private static final int MAX_DELAY_SECONDS = 365 * 24 * 3600;

  @Mixin private StoreOption store;

  @Parameters(index = "1", arity = "0..1", paramLabel = "ARGS", description = "what to do, as JSON")
  private String args;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "a name of your own for the job: a second job with it is not added, and the receiver sees"
              + " it as Idempotency-Key or in the Message-ID. Line 7 of standard input gets KEY-7,"
              + " so that the same lines can be enqueued again after a crash")
  private String key;

  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "do not run it before so many seconds have passed")
  private int delay;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "" + NewJob.DEFAULT_ATTEMPTS,
      description = "give it up after so many attempts, 1 to 100; by default ${DEFAULT-VALUE}")
  private int maxAttempts;

  @Mixin private SeeOptions see;
  private CommandSpec spec;

  private final Kinds kinds;
  private Kind<?> kind;
  private LineIntake intake;

  EnqueueCommand(Kinds kinds) {
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
    return lines.toArray(String[]::new);
  }

  @Override
  public Integer call() {
    String kindName = spec.positionalParameters().getFirst().getValue();
    kind =
        kinds
            .find(kindName)
            .orElseThrow(
                () -> bad("there is no kind of job \"%s\"; there are %s", kindName, kinds.names()));
    Limits.require(spec, "--delay", delay, 0, MAX_DELAY_SECONDS);
    Limits.require(spec, "--max-attempts", maxAttempts, 1, 100);
    try (Program program = see.open(err())) {
      return args == null ? enqueueMany(program) : enqueueOne(program);
    }
  }

  private ParameterException bad(String message, Object... values) {
    return new ParameterException(spec.commandLine(), message.formatted(values));
  }

  private int enqueueOne(Program program) {
    NewJob job = job(args, key == null ? NewJob.newKey() : key);
    Enqueued enqueued =
        Loop.run(
            program,
            () -> {
              try (SqliteStore jobs = SqliteStore.open(store.file, InstantSource.system())) {
                return jobs.enqueue(List.of(job)).getFirst();
              }
            });
    out()
        .println(
            enqueued.isNew()
                ? "enqueued job %d, key %s".formatted(enqueued.id(), job.key())
                : "key %s is known: it is job %d, nothing was added"
                    .formatted(job.key(), enqueued.id()));
    return 0;
  }

  private int enqueueMany(Program program) {
    intake = new LineIntake((json, line) -> job(json, lineKey(line)));
    try {
      Loop.run(program, this::enqueueLines);
      summary(out());
      return 0;
    } catch (CancelledError ctrlC) {
      summary(err());
      return Jobs.STOPPED;
    } catch (StoreException failed) {
      summary(err());
      throw failed;
    } catch (IOException | BadArgsException refused) {
      err().println("jobs: standard input: " + refused.getMessage());
      summary(err());
      return Jobs.REFUSED;
    }
  }

  @Suspends
  private Void enqueueLines() throws IOException {
    try (SqliteStore jobs = SqliteStore.open(store.file, InstantSource.system())) {
      intake.enqueue(new Lines(System.in), jobs);
    }
    return null;
  }

  private String lineKey(long line) {
    return key == null ? NewJob.newKey() : key + "-" + line;
  }

  private NewJob job(String json, String jobKey) {
    String checked = kind.read(json).toJson();
    try {
      return new NewJob(kind.name(), checked, jobKey, maxAttempts, Duration.ofSeconds(delay));
    } catch (IllegalArgumentException beyondLimits) {
      throw new BadArgsException(kind.name() + ": " + beyondLimits.getMessage());
    }
  }

  private void summary(PrintWriter to) {
    to.println(
        "enqueued %,d %s jobs%s in %s"
            .formatted(
                intake.added(),
                kind.name(),
                intake.known() == 0
                    ? ""
                    : ", left out %,d that were known".formatted(intake.known()),
                SafeText.escape(store.file.toString(), 300)));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
