package dev.baton.feed.cli;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.When;
import dev.baton.feed.recovery.Outcome;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.HistoryClient;
import dev.baton.feed.watch.Viewer;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketTransport;
import dev.baton.sync.Event;
import dev.baton.sync.QueueShutDownException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// The tasks of one `watch`.
///
/// ```
///  main ---- printer
///    +------ watcher ---- fill host.cpu, fill host.memory
///    +------ summaries
/// ```
///
/// However the watcher ends (enough was seen, failed, or cancelled by Ctrl-C), what it has shown is
/// printed before the run ends, and the summary of all after it.
final class WatchRun implements Viewer {
  private static final Duration SUMMARY = Duration.ofSeconds(10);

  private final FeedUrl url;
  private final WatchFormat format;
  private final Printer printer;

  /// How many readings are wanted; 0: no end.
  private final long count;

  private final Tally tally = new Tally();
  private final Event done = new Event("enough was seen");
  private Watcher watcher;

  WatchRun(FeedUrl url, WatchFormat format, Printer printer, long count) {
    this.url = url;
    this.format = format;
    this.printer = printer;
    this.count = count;
  }

  /// @param patient whether to wait for a server that is not there
  /// @throws dev.baton.ExceptionGroup with the [IOException] in it that ended the run
  @Suspends
  void run(boolean patient) {
    TaskGroup.run(
        group -> {
          Task<Void> printing = group.spawn("printer", printer::run);
          try {
            watch(patient);
          } finally {
            printTotal();
            printer.finish();
            Async.wait(List.of(printing), When.ALL_COMPLETED);
          }
        });
  }

  @Suspends
  private void watch(boolean patient) {
    try (HistoryClient history = new HistoryClient(url.host())) {
      WatchSettings settings = WatchSettings.DEFAULT;
      WebSocketTransport transport = new WebSocketTransport(url, settings.answer());
      watcher = new Watcher(transport, history, this, settings, RandomGenerator.getDefault());
      TaskGroup.run(
          group -> {
            Task<?> watching = group.spawn("watcher", () -> watcher.run(patient));
            Task<?> summing = group.spawn("summaries", this::summarize);
            done.await();
            watching.cancel();
            summing.cancel();
          });
    }
  }

  @Suspends
  private void summarize() {
    while (true) {
      Async.sleep(SUMMARY);
      printer.print(format.summary(SUMMARY, tally, watcher.filled()));
    }
  }

  @Suspends
  private void printTotal() {
    if (tally.everConnected()) {
      try {
        printer.print(format.total(tally, watcher.filled()));
      } catch (QueueShutDownException readerHasGone) {
        // nobody wants to know
      }
    }
  }

  Tally tally() {
    return tally;
  }

  // --- what the watcher tells

  @Override
  @Suspends
  public void see(Outcome outcome) {
    if (done.isSet()) {
      return;
    }
    tally.count(outcome);
    if (count > 0 && tally.readings() == count) {
      done.set();
    }
    printer.print(format.outcome(outcome));
  }

  @Override
  @Suspends
  public void connected() {
    tally.countConnection();
    message(format.connected(url.toString()));
  }

  @Override
  @Suspends
  public void disconnected(String why, Duration pause) {
    message(format.disconnected(why, pause));
  }

  @Suspends
  private void message(String line) {
    if (format.messagesAreResults()) {
      printer.print(line);
    } else {
      printer.message(line);
    }
  }
}
