package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.Suspends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Notices that this machine was asleep: the clock that says how long it is up goes on then, and
/// the one that the loop goes by does not. So whoever waits would find out only much later that the
/// other end has long given up. Where the system has no such clock (it is Linux's `/proc/uptime`),
/// it notices nothing. To set the wall clock touches neither.
public final class Standby {
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Shorter ones do no harm.
  private static final long SHORT = Duration.ofSeconds(3).toNanos();

  private final Supplier<OptionalLong> uptime;
  private final LongSupplier awake;

  /// Of this machine.
  public Standby() {
    this(Standby::ofLinux, System::nanoTime);
  }

  /// @param uptime nanoseconds, those asleep included; empty if that is not known
  /// @param awake nanoseconds without those
  Standby(Supplier<OptionalLong> uptime, LongSupplier awake) {
    this.uptime = uptime;
    this.awake = awake;
  }

  /// Looks each second, until it is cancelled.
  ///
  /// @param woken is called each time the machine was asleep
  @Suspends
  public void watch(Runnable woken) {
    OptionalLong before = asleep();
    while (before.isPresent()) {
      Async.sleep(PAUSE);
      OptionalLong now = asleep();
      if (now.isPresent() && now.getAsLong() - before.getAsLong() > SHORT) {
        woken.run();
      }
      before = now;
    }
  }

  /// How long it has been, from some fixed number on.
  private OptionalLong asleep() {
    OptionalLong up = uptime.get();
    return up.isEmpty() ? up : OptionalLong.of(up.getAsLong() - awake.getAsLong());
  }

  /// Two numbers in seconds; to read them takes microseconds, and waits for nothing.
  private static OptionalLong ofLinux() {
    try {
      String text = Files.readString(UPTIME);
      double seconds = Double.parseDouble(text.substring(0, text.indexOf(' ')));
      return OptionalLong.of((long) (seconds * 1e9));
    } catch (IOException | RuntimeException notLinux) {
      return OptionalLong.empty();
    }
  }
}
