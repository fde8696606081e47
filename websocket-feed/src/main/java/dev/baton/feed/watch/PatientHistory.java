package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Asks a [History] again, up to a number of times, with a time limit for each.
final class PatientHistory {
  /// A server may ask for more; it is not left alone for longer.
  private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(30);

  private final History history;
  private final WatchSettings settings;
  private final RandomGenerator random;

  PatientHistory(History history, WatchSettings settings, RandomGenerator random) {
    this.history = history;
    this.settings = settings;
    this.random = random;
  }

  /// The answer; [HistoryAnswer.Failed] when all tries are used up.
  @Suspends
  HistoryAnswer ask(int port, HistoryQuery query) {
    for (int tried = 1; ; tried++) {
      String failure;
      Duration pause = settings.backoff().delay(tried, random.nextDouble());
      try {
        return Async.timeout(settings.answer(), () -> history.ask(port, query));
      } catch (TimeoutException e) {
        failure = "it did not answer within " + settings.answer().toMillis() + " ms";
      } catch (BusyException e) {
        failure = e.getMessage();
        pause = bounded(e.retryAfter()).plus(pause);
      } catch (IOException e) {
        failure = e.getMessage();
      }
      if (tried >= settings.tries()) {
        return new HistoryAnswer.Failed(0, "the history could not be read: " + failure);
      }
      Async.sleep(pause);
    }
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(MAX_RETRY_AFTER) < 0 ? asked : MAX_RETRY_AFTER;
  }
}
