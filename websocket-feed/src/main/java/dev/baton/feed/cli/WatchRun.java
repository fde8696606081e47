package dev.baton.feed.cli;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.HistoryClient;
import dev.baton.feed.watch.Viewer;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketConnector;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.sync.Event;
import dev.baton.sync.QueueShutDownException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// The tasks of one `watch`.
///
/// ```text
///  main ---- output
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
  private final Output output;

  /// How many readings are wanted; 0: no end.
  private final long count;

  private final Tally tally = new Tally();
  private final Event done = new Event("enough was seen");
  private Watcher watcher;

  WatchRun(FeedUrl url, WatchFormat format, Output output, long count) {
    this.url = url;
    this.format = format;
    this.output = output;
    this.count = count;
  }

  /// @param patient whether to wait for a server that is not there
  /// @throws CannotWriteException if the output cannot be written
  /// @throws dev.baton.ExceptionGroup with the [java.io.IOException] in it that ended the watcher
  @Suspends
  void run(boolean patient) throws CannotWriteException {
    output.run(
        () -> {
          try {
            watch(patient);
          } finally {
            printTotal();
          }
        });
  }

  @Suspends
  private void watch(boolean patient) {
    try (HistoryClient history = new HistoryClient(url.host())) {
      WatchSettings settings = WatchSettings.DEFAULT;
      WebSocketConnector connector = new WebSocketConnector(url, settings.answer());
      watcher = new Watcher(connector, history, this, settings, RandomGenerator.getDefault());
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
      output.print(format.summary(SUMMARY, tally, watcher.filled()));
    }
  }

  @Suspends
  private void printTotal() {
    if (tally.everConnected()) {
      try {
        output.print(format.total(tally, watcher.filled()));
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
  public void see(Delivery delivery) {
    if (done.isSet()) {
      return;
    }
    tally.count(delivery);
    if (count > 0 && tally.readings() == count) {
      done.set();
    }
    output.print(format.delivery(delivery));
  }

  @Override
  @Suspends
  public void connected() {
    tally.countConnection();
    output.message(format.connected(url.toString()));
  }

  @Override
  @Suspends
  public void disconnected(String why, Duration pause) {
    output.message(format.disconnected(why, pause));
  }
}
