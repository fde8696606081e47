package dev.baton.look;

import dev.baton.Blocker;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.terminal.SafeText;
import java.util.stream.Collectors;

/// What a task waits for, in words.
final class Reason {
  /// How many holders of a semaphore are named.
  private static final int HOLDERS = 3;

  private Reason() {}

  /// With its state, and with who holds it.
  static String text(Object waitsFor) {
    if (waitsFor == null) {
      return "";
    }
    try {
      return SafeText.escape(waitsFor + holders(waitsFor), Row.LONGEST_TEXT);
    } catch (RuntimeException | StackOverflowError broken) { // the text of somebody's own class
      return SafeText.escape(waitsFor.getClass().getName(), Row.LONGEST_TEXT);
    }
  }

  private static String holders(Object waitsFor) {
    if (!(waitsFor instanceof Blocker blocker) || !blocker.isHeld()) {
      return "";
    }
    String names =
        blocker.blockedBy().stream()
            .limit(HOLDERS)
            .map(Task::name)
            .collect(Collectors.joining(", "));
    int more = blocker.blockedBy().size() - HOLDERS;
    return names.isEmpty() ? "" : ", held by " + names + (more > 0 ? " and " + more + " more" : "");
  }

  /// What is equal for tasks that wait for the same, or for the like of it.
  static Object kind(Object waitsFor) {
    return switch (waitsFor) {
      case null -> "";
      case String text -> text;
      case Object shared when shared.getClass().getPackageName().equals("dev.baton.sync") -> shared;
      default -> waitsFor.getClass();
    };
  }

  /// The words for a kind, of which this is one.
  static String kindText(Object waitsFor) {
    return switch (waitsFor) {
      case Task<?> _ -> "another task";
      case TaskGroup _ -> "the tasks of a group";
      case Future<?> future when future.getClass() == Future.class -> "a future";
      default -> withoutState(text(waitsFor));
    };
  }

  /// `Semaphore "slots" [0 of 3 free]` becomes `Semaphore "slots"`.
  private static String withoutState(String text) {
    int state = text.indexOf(" [");
    return state < 0 ? text : text.substring(0, state);
  }
}
