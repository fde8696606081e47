package dev.baton.feed.watch;

import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import java.util.Optional;
import java.util.OptionalDouble;

/// Follows a channel until an [Alert] holds.
///
/// It is judged by the times that the readings have, not by when they come: what the history fills
/// in counts as if it had come in time. It holds when every reading in a row says so, from the
/// first of them to one that is as much later as the alert asks for.
///
/// What is not known does not count: after a hole, a new epoch, or a reading without the value it
/// begins anew. So it does after a time in which there should have been readings and are none (ten
/// times as long as between the two before, and more than ten seconds), and when the times go back:
/// somebody has set the clock, or the machine was asleep.
public final class AlertState {
  /// An alert that holds.
  ///
  /// @param since the time of the first reading of those in a row
  /// @param reading the last of them
  public record Raised(Alert alert, long since, Reading reading, double value) {}

  private static final long LONG_MICROS = 10_000_000;
  private static final int USUAL_TIMES = 10;

  private final Alert alert;

  /// The time of the first reading in a row that says so; negative if the last did not.
  private long since = -1;

  /// The time of the last reading; negative before the first.
  private long last = -1;

  /// Between the last two readings; 0 if that is not known.
  private long pause;

  /// @param alert to be watched for
  public AlertState(Alert alert) {
    this.alert = alert;
  }

  /// Takes what comes next, of any channel.
  ///
  /// @return what has happened if the alert holds now
  public Optional<Raised> take(Delivery delivery) {
    switch (delivery) {
      case Delivered delivered -> {
        return alert.isOf(delivered.reading().channel())
            ? take(delivered.reading(), delivered.skipped())
            : Optional.empty();
      }
      case Hole hole -> restart(hole.channel());
      case NewEpoch change -> restart(change.channel());
    }
    return Optional.empty();
  }

  private void restart(String channel) {
    if (alert.isOf(channel)) {
      since = -1;
      pause = 0;
    }
  }

  private Optional<Raised> take(Reading reading, long skipped) {
    OptionalDouble value = alert.valueIn(reading.channel(), reading.values());
    long time = reading.time();
    if (value.isEmpty() || !alert.holdsFor(value.getAsDouble())) {
      since = -1;
    } else if (since < 0 || skipped > 0 || isBreak(time)) {
      since = time;
    }
    pause = skipped > 0 || last < 0 || time < last ? 0 : time - last;
    last = time;
    boolean holds = since >= 0 && time - since >= alert.time().toNanos() / 1_000;
    return holds
        ? Optional.of(new Raised(alert, since, reading, value.getAsDouble()))
        : Optional.empty();
  }

  private boolean isBreak(long time) {
    long silent = time - last;
    return silent < 0 || pause > 0 && silent > Math.max(LONG_MICROS, USUAL_TIMES * pause);
  }

  /// What is wrong with the alert if this channel has not the value that it names; empty if it has,
  /// or is another channel.
  public static Optional<String> problem(Alert alert, Reading reading) {
    if (!alert.isOf(reading.channel())
        || alert.valueIn(reading.channel(), reading.values()).isPresent()) {
      return Optional.empty();
    }
    String name = alert.path().substring(reading.channel().length() + 1);
    String meant =
        Similar.to(name, reading.values().keySet())
            .map("; did you mean %s?"::formatted)
            .orElse(";");
    return Optional.of(
        "%s has no value %s%s it has %s"
            .formatted(
                reading.channel(), name, meant, String.join(", ", reading.values().keySet())));
  }
}
