package dev.baton.look;

import dev.baton.Blocker;
import dev.baton.Future;
import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.terminal.SafeText;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What a task waits for, in words.
final class Reason {
  /// How many holders are named.
  private static final int HOLDERS = 3;

  private Reason() {}

  /// With its state, and with who holds it.
  static String text(Object waitsFor) {
    return waitsFor == null ? "" : visible(waitsFor, () -> Label.of(waitsFor) + holders(waitsFor));
  }

  private static String holders(Object waitsFor) {
    if (!(waitsFor instanceof Blocker blocker)) {
      return "";
    }
    Collection<? extends Task<?>> holders = blocker.holders();
    String names =
        holders.stream().limit(HOLDERS).map(Task::name).collect(Collectors.joining(", "));
    int more = holders.size() - HOLDERS;
    return names.isEmpty() ? "" : ", held by " + names + (more > 0 ? " and " + more + " more" : "");
  }

  /// What is equal for tasks that wait for the same, or for the like of it.
  static Object kind(Object waitsFor) {
    return switch (waitsFor) {
      case null -> "";
      case String text -> text;
      case Labelled shared when isShared(shared) -> shared;
      default -> waitsFor.getClass();
    };
  }

  /// False for a group or a socket, for which mostly one task waits.
  private static boolean isShared(Labelled thing) {
    return safely(() -> isShared(thing.label().sort()), false);
  }

  private static boolean isShared(Label.Sort sort) {
    return sort == Label.Sort.HELD || sort == Label.Sort.SHARED;
  }

  /// The words for a kind, of which this is one.
  static String kindText(Object waitsFor) {
    return switch (waitsFor) {
      case null -> "";
      case Task<?> _ -> "another task";
      case TaskGroup _ -> "the tasks of a group";
      case Future<?> future when future.getClass() == Future.class -> "a future";
      default -> visible(waitsFor, () -> Label.of(waitsFor).title());
    };
  }

  private static String visible(Object thing, Supplier<String> text) {
    return SafeText.escape(safely(text, thing.getClass().getName()), Row.LONGEST_TEXT);
  }

  /// The answer of somebody's own class, which may fail.
  private static <T> T safely(Supplier<T> answer, T otherwise) {
    try {
      return answer.get();
    } catch (RuntimeException | StackOverflowError broken) {
      return otherwise;
    }
  }
}
