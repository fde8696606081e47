package dev.baton;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/// What a future failed with. It can outlive the future, to tell that nobody ever looked.
final class UnreadFailure extends PhantomReference<Future<?>> {
  final Throwable error;

  /// Who failed, in words, and the task's name if it was a task.
  final String message;

  final String name;

  UnreadFailure(Future<?> future, Throwable error, ReferenceQueue<? super Future<?>> queue) {
    super(future, queue);
    this.error = error;
    if (future instanceof Task<?> task) {
      name = task.name();
      message = task + " failed and nobody awaited it" + task.startedAtText();
    } else {
      name = null;
      message = "a future failed and nobody awaited it";
    }
  }
}
