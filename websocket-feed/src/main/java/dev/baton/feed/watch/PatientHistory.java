package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.sync.Hold;
import dev.baton.sync.Semaphore;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Asks a [History] again, with a time limit for each try.
///
/// When many watchers come back together, a server that has what they ask for may refuse them for a
/// while. So what ends the tries is that time has passed, and not that some were in vain; only an
/// answer that cannot be read is counted. A watcher asks one question at a time: it takes one place
/// of the server, however many channels it follows.
final class PatientHistory {
  /// A server may ask for more; it is not left alone for longer.
  private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(30);

  private final History history;
  private final WatchSettings settings;
  private final RandomGenerator random;
  private final Semaphore place = new Semaphore("question to the history", 1);

  PatientHistory(History history, WatchSettings settings, RandomGenerator random) {
    this.history = history;
    this.settings = settings;
    this.random = random;
  }

  /// The answer; [HistoryAnswer.Failed] when the history is given up.
  @Suspends
  HistoryAnswer ask(int port, HistoryQuery query) {
    Outage outage = null;
    while (true) {
      String failure;
      Duration least = Duration.ZERO;
      Duration patience = settings.patience();
      try {
        return askOnce(port, query);
      } catch (TimeoutException e) {
        failure = "it did not answer within " + settings.answer().toMillis() + " ms";
      } catch (BusyException e) {
        failure = e.getMessage();
        least = bounded(e.retryAfter());
      } catch (BadMessageException e) {
        failure = e.getMessage();
        patience = Duration.ZERO;
      } catch (IOException e) {
        failure = e.getMessage();
      }
      long now = EventLoop.running().time();
      if (outage == null) {
        outage = new Outage(settings.backoff(), now);
      }
      Duration pause = outage.failed(now, random.nextDouble(), least);
      if (outage.failures() >= settings.tries() && outage.age(now).compareTo(patience) >= 0) {
        return new HistoryAnswer.Failed(0, "the history could not be read: " + failure);
      }
      Async.sleep(pause);
    }
  }

  @Suspends
  private HistoryAnswer askOnce(int port, HistoryQuery query) throws IOException {
    try (Hold _ = place.acquire()) {
      return Async.timeout(settings.answer(), () -> history.ask(port, query));
    }
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(MAX_RETRY_AFTER) < 0 ? asked : MAX_RETRY_AFTER;
  }
}
