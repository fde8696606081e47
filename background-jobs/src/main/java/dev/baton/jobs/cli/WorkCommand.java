package dev.baton.jobs.cli;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.jobs.Handlers;
import dev.baton.jobs.Kind;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.WorkOption;
import dev.baton.jobs.Worker;
import dev.baton.jobs.sqlite.SqliteQueries;
import dev.baton.jobs.sqlite.SqliteStore;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Limits;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.program.TimeSpan;
import dev.baton.terminal.Panel;
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
import picocli.CommandLine.Spec;

/// `jobs work`: runs jobs.
@Command(
    name = "work",
    mixinStandardHelpOptions = true,
    description = {
      "Runs jobs, until Ctrl-C. Several workers may use one store. Jobs of a kind that this program"
          + " does not know are left to others, and named.",
      "Ctrl-C, or SIGTERM, takes no new job, finishes what runs, and then ends. A second one"
          + " ends at once: what ran then runs again 5 seconds later, in any worker, as after a"
          + " crash.",
      "A job that fails waits up to 2 seconds, then up to twice as long each time, up to an hour:"
          + " how long is left to chance, so that jobs that failed together do not come back"
          + " together. What does not get better by itself is given up at once: see"
          + " the reason in ${PARENT-COMMAND-FULL-NAME} list."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} --until-empty",
      "  ${COMMAND-FULL-NAME} --concurrency 100 --timeout 5s --smtp smtp://localhost:2525"
    })
final class WorkCommand implements Callable<Integer> {
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);
  private static final Duration MOST_TIMEOUT = Duration.ofMinutes(10);

  @Mixin private StoreOption store;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "16",
      description = "how many jobs at a time, 1 to 1000 (default: ${DEFAULT-VALUE})")
  private int concurrency;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "how long one attempt of a webhook or an e-mail may take, 1ms to 10m (default:"
              + " ${DEFAULT-VALUE}). Data processing may take 30m. TIME is such as "
              + TimeSpan.EXAMPLES)
  private Duration timeout;

  @Option(
      names = "--until-empty",
      description = "end when no job is left that could run, now or later")
  private boolean untilEmpty;

  @Mixin private SeeOptions see;
  private CommandSpec spec;

  private final Shell shell;
  private final Kinds kinds;

  WorkCommand(Shell shell, Kinds kinds) {
    this.shell = shell;
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
            .description(option.description().replace("%", "%%")) // a format, for picocli
            .build());
  }

  @Override
  public Integer call() throws CannotWriteException {
    try (Handlers handlers = Jobs.checked(spec, this::openHandlers);
        Program program = Jobs.checked(spec, () -> see.open(spec, shell))) {
      Output output = shell.outputInOne();
      boolean stopped =
          program.run(EventLoop.builder(), () -> output.run(() -> work(handlers, output)));
      return (stopped ? Exits.INTERRUPTED : Exits.OK).code();
    }
  }

  private Handlers openHandlers() {
    Limits.require("--concurrency", concurrency, 1, 1000);
    Limits.require("--timeout", timeout, LEAST_TIMEOUT, MOST_TIMEOUT);
    Map<String, String> options = new HashMap<>();
    for (Kind<?> kind : kinds.all()) {
      for (WorkOption option : kind.options()) {
        options.put(option.name(), spec.findOption(option.name()).getValue());
      }
    }
    return Handlers.open(kinds, options, timeout);
  }

  /// @return true if it was stopped, false if it ended because nothing was left
  @Suspends
  private boolean work(Handlers handlers, Output output) {
    InstantSource clock = InstantSource.system();
    Progress progress = new Progress(output, new SqliteQueries(store.file, clock), kinds);
    try (SqliteStore jobs = SqliteStore.openWhenFree(store.file, clock, progress)) {
      Panel.Mode mode = Panel.Mode.of(false, shell.outTerminal());
      Panel panel = new Panel(output, mode, Progress.pause(mode), progress);
      output.message("working on %s, %d at a time".formatted(store.file, concurrency));
      Worker worker =
          new Worker(jobs, handlers, Worker.Settings.of(concurrency, untilEmpty), progress);
      boolean stopped = run(worker, output, () -> show(progress, panel));
      progress.sayOthers();
      output.message(progress.total());
      return stopped;
    }
  }

  @Suspends
  private static void show(Progress progress, Panel panel) {
    progress.sayOthers();
    panel.run();
  }

  @Suspends
  private static boolean run(Worker worker, Output output, Action<RuntimeException> show) {
    boolean[] stopped = new boolean[1];
    TaskGroup.run(
        group -> {
          Task<Void> showing = group.spawn("progress", show);
          Task<Void> work = group.spawn("worker", worker::run);
          stopped[0] = waitOrStop(work, worker, output);
          showing.cancel();
        });
    return stopped[0];
  }

  /// Ctrl-C cancels this task, the main one. The worker's task does not feel it: it is told to
  /// stop, and waited for again.
  @Suspends
  private static boolean waitOrStop(Task<Void> work, Worker worker, Output output)
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
    output.offer(
        "stopping: finishing %s; a second signal ends at once"
            .formatted(Counted.text(worker.running(), "job")));
    worker.stop();
    work.await();
    return true;
  }
}
