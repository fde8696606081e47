package dev.baton.program;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What this process has too little of. It is no answer of anybody, and no bug.
public enum Shortage {
  /// It may open no more files or connections.
  FILES("too many open files", "too many open files", "raise ulimit -n"),
  /// It may start no more threads.
  THREADS(
      "unable to create native thread",
      "too many threads",
      "raise ulimit -u, or the number of processes that the container may have");

  /// The JDK has no type for it, only the system's words.
  private final String words;

  private final String name;
  private final String remedy;

  Shortage(String words, String name, String remedy) {
    this.words = words;
    this.name = name;
    this.remedy = remedy;
  }

  /// Names it if it is why something failed.
  public static Optional<Shortage> in(Throwable failure) {
    return Stream.of(values()).filter(each -> each.isIn(failure)).findFirst();
  }

  private boolean isIn(Throwable failure) {
    return Causes.of(failure)
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(message -> message.contains(words));
  }

  /// What to do, such as `raise ulimit -n`.
  public String remedy() {
    return remedy;
  }

  /// Such as `too many open files`.
  @Override
  public String toString() {
    return name;
  }
}
