package dev.baton.jobs;

/// A job has the key of another one that asks for something else. The message is for the user.
public final class KeyTakenException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int index;

  /// @param index which of the jobs to be enqueued it is, from 0
  /// @param key its key
  /// @param other the id of the job that has the key
  public KeyTakenException(int index, String key, long other) {
    super(
        "key %s is taken by job %d, which is of another kind or has other arguments; use another key"
            .formatted(key, other));
    this.index = index;
  }

  /// Which of the jobs to be enqueued it is, from 0.
  public int index() {
    return index;
  }
}
