package dev.baton.program;

import java.time.Duration;

/// Checks what was given on a command line, and says in one grammar what is wrong with it: `--port
/// must be 0 to 65535, got 70000`.
public final class Limits {
  private Limits() {}

  /// @param name of the option, such as `--port`
  /// @return the value
  /// @throws IllegalArgumentException if it is out of range: one sentence for whoever typed it
  public static int require(String name, int value, int least, int most) {
    return (int) require(name, (long) value, least, most);
  }

  /// The same for a large number.
  public static long require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
    return value;
  }

  /// The same for a time: `--timeout must be 1ms to 1h, got 2h`.
  public static Duration require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s must be %s to %s, got %s"
              .formatted(name, TimeSpan.text(least), TimeSpan.text(most), TimeSpan.text(value)));
    }
    return value;
  }
}
