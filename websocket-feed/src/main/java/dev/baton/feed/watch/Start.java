package dev.baton.feed.watch;

import dev.baton.program.TimeSpan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;

/// Where a watcher begins in a channel that it does not know yet.
public sealed interface Start {
  /// With what is published from now on.
  record Now() implements Start {}

  /// With this sequence number of the present epoch. What the history no longer has of it is a
  /// hole.
  record Number(long seq) implements Start {}

  /// With the first reading of this time or later that the history has.
  ///
  /// @param micros since 1970
  record Time(long micros) implements Start {}

  /// How it is written.
  String FORMS =
      "a time ago such as 10m or 2h, a time such as 14:30 or 2026-11-29T14:30:00Z, or a"
          + " sequence number such as 1234";

  /// Reads what somebody typed.
  ///
  /// | text | begins |
  /// |---|---|
  /// | `10m`, `90s`, `1.5h` | so long ago: a [TimeSpan] with its unit |
  /// | `14:30`, `14:30:05` | when the clock last showed this |
  /// | `2026-11-29T14:30:00Z`, `...+01:00` | at this time; without a zone, that of `now` |
  /// | `1234` | with this number |
  ///
  /// @throws IllegalArgumentException saying what it may be
  static Start parse(String text, ZonedDateTime now) {
    if (text.matches("[0-9]{1,16}")) {
      return new Number(Math.max(1, Long.parseLong(text)));
    }
    Instant time =
        read(() -> now.toInstant().minus(TimeSpan.parse(text)))
            .or(() -> read(() -> OffsetDateTime.parse(text).toInstant()))
            .or(() -> read(() -> LocalDateTime.parse(text).atZone(now.getZone()).toInstant()))
            .or(() -> read(() -> last(LocalTime.parse(text), now)))
            .orElseThrow(
                () -> new IllegalArgumentException("--since must be " + FORMS + ", got " + text));
    return new Time(Math.max(0, time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000));
  }

  private static Optional<Instant> read(Supplier<Instant> form) {
    try {
      return Optional.of(form.get());
    } catch (IllegalArgumentException | DateTimeException another) {
      return Optional.empty();
    }
  }

  private static Instant last(LocalTime clock, ZonedDateTime now) {
    ZonedDateTime today = now.with(clock);
    return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
  }
}
