package dev.baton.program;

import java.util.Locale;
import java.util.Optional;

/// What this process has too little of. It is no answer of anybody, and no bug.
public final class Shortage {
  private static final String FILES = "too many open files";

  private Shortage() {}

  /// Names it if it is why something failed. The JDK has no type for it, only the system's words.
  ///
  /// @return such as `too many open files`
  public static Optional<String> in(Throwable failure) {
    return Causes.of(failure)
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .filter(message -> message.contains(FILES))
        .findFirst()
        .map(_ -> FILES);
  }
}
