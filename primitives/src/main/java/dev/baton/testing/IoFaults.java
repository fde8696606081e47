package dev.baton.testing;

import dev.baton.EventLoop;
import dev.baton.LoopListener.Note;
import java.util.Locale;

/// Lets one input or output of an explored run go wrong: those in memory ask here, each time.
///
/// Only those count that can have the fault: a stream can end early only where bytes were to come.
final class IoFaults {
  /// What can go wrong.
  enum Io {
    CONNECT,
    ACCEPT,
    READ,
    WRITE
  }

  /// Of the run that this thread takes part in: tasks inherit it.
  private static final InheritableThreadLocal<IoFaults> OF_RUN = new InheritableThreadLocal<>();

  private final Fault fault;
  private final int place;
  private int count;
  private String struck;

  IoFaults(Disturbance.Failing failing) {
    this.fault = failing.fault();
    this.place = failing.place();
  }

  /// Runs this code, and the tasks that it starts, with these faults.
  void during(Runnable run) {
    IoFaults before = OF_RUN.get();
    OF_RUN.set(this);
    try {
      run.run();
    } finally {
      if (before == null) {
        OF_RUN.remove();
      } else {
        OF_RUN.set(before);
      }
    }
  }

  /// Whether bytes can be missing or wrong by it.
  boolean lose() {
    return fault != Fault.SHORT;
  }

  /// What goes wrong with this input or output; null, as always outside an exploration: nothing.
  ///
  /// @param bytes how many were to be moved
  /// @param where for the report
  static Fault next(Io io, int bytes, Object where) {
    IoFaults faults = OF_RUN.get();
    return faults == null ? null : faults.strike(io, bytes, where);
  }

  private Fault strike(Io io, int bytes, Object where) {
    if (!applies(io, bytes) || ++count != place) {
      return null;
    }
    struck = fault + " at this " + io.name().toLowerCase(Locale.ROOT) + ": " + where;
    EventLoop.running().note(Note.PRINTED, struck);
    return fault;
  }

  private boolean applies(Io io, int bytes) {
    return switch (fault) {
      case RESET -> true;
      case STALL -> io == Io.READ;
      case HALF_CLOSE, GARBAGE -> io == Io.READ && bytes > 0;
      case SHORT -> bytes > 1;
    };
  }

  /// What went wrong, in words; null if the run had no such place.
  String struck() {
    return struck;
  }
}
