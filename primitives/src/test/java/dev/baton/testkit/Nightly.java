package dev.baton.testkit;

import java.time.Duration;
import java.util.Locale;

/// How much a test does: a bounded amount in every build, and a large one in `.ci/nightly`, which
/// sets the property `baton.nightly` and prints the figures of the large ones.
public final class Nightly {
  private static final boolean ON = Boolean.getBoolean("baton.nightly");

  private Nightly() {}

  /// How often, how many or how large.
  public static int amount(int usual, int atNight) {
    return ON ? atNight : usual;
  }

  /// A choice that is not a number.
  public static <T> T either(T usual, T atNight) {
    return ON ? atNight : usual;
  }

  /// Measures until it is closed, and then says how long it took.
  ///
  /// @param what one line: how much of what
  public static Measurement measure(String what) {
    long start = System.nanoTime();
    return () -> figure(what + ": " + seconds(Duration.ofNanos(System.nanoTime() - start)));
  }

  /// Says a figure, if it is night.
  ///
  /// @param text one line
  public static void figure(String text) {
    if (ON) {
      System.out.println("nightly: " + text);
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
  }

  /// Something that is being measured.
  public interface Measurement extends AutoCloseable {
    @Override
    void close();
  }
}
