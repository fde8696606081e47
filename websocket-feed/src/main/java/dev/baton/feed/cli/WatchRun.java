package dev.baton.feed.cli;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Handle;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.Position;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.watch.Alert;
import dev.baton.feed.watch.AlertState;
import dev.baton.feed.watch.AlertState.Raised;
import dev.baton.feed.watch.HistoryClient;
import dev.baton.feed.watch.NotThereException;
import dev.baton.feed.watch.Standby;
import dev.baton.feed.watch.Viewer;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketConnector;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.program.Shell;
import dev.baton.sync.Event;
import dev.baton.sync.QueueShutDownException;
import dev.baton.terminal.Panel;
import dev.baton.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The tasks of one `watch`.
///
/// ```text
///  main ---- output
///    +------ watcher ---- fill host.cpu, fill host.memory
///    +------ summaries, panel, Enter, standby, state
/// ```
///
/// However the watcher ends (enough was seen, an alert, a failure, or Ctrl-C), what it has shown is
/// printed before the run ends, and the summary of all after it.
final class WatchRun implements Viewer {
  /// So long it takes nobody by surprise that what is left is still being written.
  private static final Duration SOON = Duration.ofSeconds(1);

  private final WatchPlan plan;
  private final WatchFormat format;
  private final Output output;
  private final Shell shell;
  private final String url;
  private final List<AlertState> alerts = new ArrayList<>();

  /// The channels whose values the alerts were compared with.
  private final Set<String> checked = new HashSet<>();

  private final Tally tally = new Tally();
  private final Event done = new Event("enough was seen");
  private Watcher watcher;
  private WatchPanel panel;

  /// How many channels there are that are wanted.
  private int watched;

  /// Says something if the end takes long.
  private Handle slow;

  private Optional<Raised> raised = Optional.empty();

  /// What is wrong with an alert, or null.
  private String problem;

  WatchRun(WatchPlan plan, WatchFormat format, Output output, Shell shell) {
    this.plan = plan;
    this.format = format;
    this.output = output;
    this.shell = shell;
    this.url = plan.access().url().toString();
    plan.wanted().selection().alerts().forEach(alert -> alerts.add(new AlertState(alert)));
  }

  /// @throws CannotWriteException if the output cannot be written
  /// @throws IOException if the state cannot be saved, or an alert is about nothing that is there
  /// @throws dev.baton.ExceptionGroup with the [IOException] in it that ended the watcher
  @Suspends
  void run() throws CannotWriteException, IOException {
    try {
      output.run(
          () -> {
            try {
              watch();
            } finally {
              sayIfReaderIsSlow();
              end();
            }
          });
    } finally {
      slow.cancel();
      if (plan.state().isPresent()) {
        plan.state().get().save();
      }
    }
    if (problem != null) {
      throw new NotThereException(problem);
    }
  }

  @Suspends
  private void watch() {
    WatchSettings settings = WatchSettings.DEFAULT;
    try (HistoryClient history = new HistoryClient(plan.access())) {
      watcher =
          new Watcher(
              new WebSocketConnector(plan.access(), settings.answer()),
              history,
              this,
              settings,
              RandomGenerator.getDefault(),
              plan.wanted());
      boolean enter = shell.errTerminal().isPresent() && Terminal.ofInput().isPresent();
      panel = new WatchPanel(url, tally, watcher, enter);
      TaskGroup.run(
          group -> {
            List<Task<?>> tasks = spawnAll(group, enter);
            done.await();
            tasks.forEach(Task::cancel);
          });
    }
  }

  private List<Task<?>> spawnAll(TaskGroup group, boolean enter) {
    List<Task<?>> tasks = new ArrayList<>();
    tasks.add(group.spawn("watcher", () -> watcher.run(plan.patient())));
    tasks.add(group.spawn("summaries", this::summarize));
    tasks.add(
        group.spawn(
            "standby", () -> new Standby().watch(() -> watcher.leave("this machine was asleep"))));
    plan.state().ifPresent(state -> tasks.add(group.spawn("state", () -> state.run(output))));
    if (shell.errTerminal().isPresent()) {
      tasks.add(group.spawn("panel", new Panel(output, Panel.Mode.LIVE, panel)::run));
    }
    if (enter) {
      tasks.add(group.spawn("Enter", () -> new EnterKey(shell.in()).watch(watcher::tryNow)));
    }
    return tasks;
  }

  @Suspends
  private void summarize() {
    while (true) {
      Async.sleep(plan.summaries());
      for (String line : format.summary(plan.summaries(), tally)) {
        output.print(line);
      }
    }
  }

  /// Who stops a program whose output nobody takes wonders why it does not end.
  private void sayIfReaderIsSlow() {
    slow =
        EventLoop.running()
            .callLater(
                SOON,
                () ->
                    Thread.ofVirtual() // nobody may read this either
                        .start(
                            () ->
                                shell.say(
                                    "waiting for whoever reads the output to take what is left;"
                                        + " Ctrl-C ends at once")));
  }

  @Suspends
  private void end() {
    try {
      if (tally.everConnected()) {
        output.print(format.total(tally));
      }
      plan.state().ifPresent(state -> state.noteDown(output));
    } catch (QueueShutDownException readerHasGone) {
      // nobody wants to know
    }
  }

  Tally tally() {
    return tally;
  }

  /// The alert because of which this has ended.
  Optional<Raised> raised() {
    return raised;
  }

  // --- what the watcher tells

  @Override
  @Suspends
  public void see(Delivery delivery) {
    if (done.isSet()) {
      return;
    }
    tally.count(delivery);
    panel.read();
    judge(delivery);
    if (plan.count() > 0 && tally.readings() == plan.count() || raised.isPresent()) {
      done.set();
    }
    print(format.delivery(delivery));
    plan.state().ifPresent(state -> state.printed(delivery));
    raised.map(format::alert).ifPresent(this::print);
  }

  private void judge(Delivery delivery) {
    if (delivery instanceof Delivered delivered && checked.add(delivered.reading().channel())) {
      check(delivered);
    }
    for (AlertState alert : alerts) {
      raised = raised.or(() -> alert.take(delivery));
    }
  }

  private void check(Delivered delivered) {
    for (Alert alert : plan.wanted().selection().alerts()) {
      AlertState.problem(alert, delivered.reading())
          .ifPresent(
              wrong -> {
                problem = wrong;
                done.set();
              });
    }
  }

  @Suspends
  private void print(List<String> lines) {
    for (String line : lines) {
      output.print(line);
    }
  }

  @Override
  public void welcomed(Welcome welcome, List<String> channels) {
    watched = channels.size();
    format.welcomed(welcome, channels);
  }

  @Override
  public void begins(Position position) {
    plan.state().ifPresent(state -> state.begin(position));
  }

  @Override
  @Suspends
  public void beginsLate(String channel, long first) {
    output.message(format.beginsLate(channel, first));
  }

  @Override
  public void connecting() {
    panel.connecting();
  }

  @Override
  @Suspends
  public void connected() {
    Duration away = panel.connected(watched);
    output.message(format.connected(url, tally.everConnected() ? away : null));
    tally.countConnection();
  }

  @Override
  @Suspends
  public void disconnected(String why, Duration pause) {
    boolean first = panel.disconnected(why, pause);
    for (String line : format.disconnected(why, pause, first)) {
      output.message(line);
    }
  }
}
