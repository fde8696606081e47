package dev.baton.conformance;

import dev.baton.CancelledError;
import dev.baton.ExceptionGroup;
import dev.baton.InvalidStateException;
import dev.baton.TimeoutException;
import dev.baton.sync.BrokenBarrierException;
import dev.baton.sync.QueueEmptyException;
import dev.baton.sync.QueueFullException;
import dev.baton.sync.QueueShutDownException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The neutral names that traces and patterns use for exceptions.
final class Kinds {
  /// By exact class: an exception that merely extends one of these is not what the program meant.
  private static final Map<Class<? extends Throwable>, String> NAMES =
      Map.of(
          CancelledError.class, "Cancelled",
          TimeoutException.class, "Timeout",
          QueueFullException.class, "QueueFull",
          QueueEmptyException.class, "QueueEmpty",
          QueueShutDownException.class, "QueueShutDown",
          BrokenBarrierException.class, "BrokenBarrier",
          InvalidStateException.class, "InvalidState",
          IllegalStateException.class, "Misuse",
          IllegalArgumentException.class, "Misuse");

  private static final Set<String> OTHER_PATTERNS =
      Set.of("Any", "Error", "Boom", "Group", "finally");

  private Kinds() {}

  /// False for what no program can raise: a bug in Baton, in the interpreter or in the program
  /// file.
  static boolean isKnown(Throwable failure) {
    return switch (failure) {
      case Boom _ -> true;
      case ExceptionGroup group -> group.exceptions().stream().allMatch(Kinds::isKnown);
      default -> NAMES.containsKey(failure.getClass());
    };
  }

  /// The kind of a failure; for one that is not known, what it says of itself.
  static String of(Throwable failure) {
    return switch (failure) {
      case Boom boom -> "Boom:" + boom.getMessage();
      case ExceptionGroup group ->
          group.exceptions().stream()
              .map(Kinds::of)
              .collect(Collectors.joining(",", "Group[", "]"));
      default -> NAMES.getOrDefault(failure.getClass(), failure.toString());
    };
  }

  static boolean matches(String pattern, Throwable failure) {
    return switch (pattern) {
      case "Any" -> true;
      case "Error" -> !(failure instanceof CancelledError);
      case "Boom" -> failure instanceof Boom;
      case "Group" -> failure instanceof ExceptionGroup;
      default -> pattern.equals(NAMES.get(failure.getClass()));
    };
  }

  static boolean isPattern(String text) {
    return OTHER_PATTERNS.contains(text) || NAMES.containsValue(text);
  }
}
