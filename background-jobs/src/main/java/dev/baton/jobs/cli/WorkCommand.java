package dev.baton.jobs.cli;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.jobs.Handlers;
import dev.baton.jobs.Kind;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.WorkOption;
import dev.baton.jobs.Worker;
import dev.baton.jobs.sqlite.SqliteReports;
import dev.baton.jobs.sqlite.SqliteStore;
import dev.baton.program.Program;
import dev.baton.terminal.SafeText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `jobs work`: runs jobs.
@Command(
    name = "work",
    mixinStandardHelpOptions = true,
    description = {
      "Runs jobs, until Ctrl-C. Several workers may use one store.",
      "Ctrl-C, or SIGTERM, takes no new job, finishes what runs, and then ends. A second Ctrl-C"
          + " ends at once: what ran then runs again 5 seconds later, in any worker, as after a"
          + " crash.",
      "A job that fails waits up to 2 seconds, then up to twice as long each time, up to an hour:"
          + " how long is left to chance, so that jobs that failed together do not come back"
          + " together. What does not get better by itself is given up at once: see"
          + " the reason in jobs list."
    })
final class WorkCommand implements Callable<Integer> {
  @Mixin private StoreOption store;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "16",
      description = "how many jobs at a time, 1 to 1000; by default ${DEFAULT-VALUE}")
  private int concurrency;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "how long one attempt of a webhook or an e-mail may take, 1 to 600; by default"
              + " ${DEFAULT-VALUE}. Data processing may take 30 minutes")
  private int timeout;

  @Option(
      names = "--until-empty",
      description = "end when no job is left that could run, now or later")
  private boolean untilEmpty;

  @Mixin private SeeOptions see;
  private CommandSpec spec;

  private final Kinds kinds;

  WorkCommand(Kinds kinds) {
    this.kinds = kinds;
  }

  /// Each kind may have options of its own.
  @Spec
  private void describe(CommandSpec work) {
    spec = work;
    kinds.all().stream().map(Kind::options).flatMap(List::stream).forEach(this::add);
  }

  private void add(WorkOption option) {
    spec.addOption(
        OptionSpec.builder(option.name())
            .paramLabel(option.label())
            .type(String.class)
            .defaultValue(option.standard())
            .description(option.description())
            .build());
  }

  @Override
  public Integer call() {
    Limits.require(spec, "--concurrency", concurrency, 1, 1000);
    Limits.require(spec, "--timeout", timeout, 1, 600);
    try (Handlers handlers = openHandlers();
        Program program = see.open(spec.commandLine().getErr())) {
      return Loop.run(program, () -> work(handlers) ? Jobs.STOPPED : 0);
    }
  }

  private Handlers openHandlers() {
    Map<String, String> options = new HashMap<>();
    for (Kind<?> kind : kinds.all()) {
      for (WorkOption option : kind.options()) {
        options.put(option.name(), spec.findOption(option.name()).getValue());
      }
    }
    try {
      return Handlers.open(kinds, options, Duration.ofSeconds(timeout));
    } catch (IllegalArgumentException bad) {
      throw new ParameterException(spec.commandLine(), bad.getMessage(), bad);
    }
  }

  /// @return true if it was stopped, false if it ended because nothing was left
  @Suspends
  private boolean work(Handlers handlers) {
    try (SqliteStore jobs = SqliteStore.open(store.file, InstantSource.system())) {
      Progress progress = new Progress(spec.commandLine().getOut(), isTerminal());
      return run(
          new Worker(jobs, handlers, Worker.Settings.of(concurrency, untilEmpty), progress),
          progress);
    }
  }

  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  @Suspends
  private boolean run(Worker worker, Progress progress) {
    boolean[] stopped = new boolean[1];
    TaskGroup.run(
        group -> {
          group.spawn("printer", progress::print);
          SqliteReports reports = new SqliteReports(store.file, InstantSource.system());
          Task<Void> ticker = group.spawn("progress", () -> progress.tick(reports));
          progress.line(
              "working on %s, %d at a time"
                  .formatted(SafeText.escape(store.file.toString(), 300), concurrency));
          Task<Void> work = group.spawn("worker", worker::run);
          stopped[0] = waitOrStop(work, worker, progress);
          ticker.cancel();
          progress.finish();
        });
    return stopped[0];
  }

  /// Ctrl-C cancels this task, the main one. The worker's task does not feel it: it is told to
  /// stop, and waited for again.
  @Suspends
  private static boolean waitOrStop(Task<Void> work, Worker worker, Progress progress)
      throws Exception {
    try {
      Async.shield(work).await();
      return false;
    } catch (CancelledError cancelled) {
      if (work.isDone()) {
        throw cancelled; // the worker failed, and its group cancels us: not Ctrl-C
      }
    }
    Async.currentTask().uncancel();
    progress.line(
        "stopping: %d jobs are being finished; Ctrl-C again ends at once"
            .formatted(worker.running()));
    worker.stop();
    work.await();
    return true;
  }
}
