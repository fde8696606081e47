package dev.baton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The settings of a loop, and [#run(Body)].
///
/// ```java
/// EventLoop.builder()
///     .debug(true)
///     .blockedAfter(Duration.ofMillis(50))
///     .run(() -> fetch(url));
/// ```
public final class EventLoopBuilder {
  Clock clock = Clock.SYSTEM;
  boolean debug = Boolean.getBoolean("baton.debug");
  Duration blockedAfter;
  ExceptionHandler exceptionHandler = Log::failure;
  final List<LoopListener> listeners = new ArrayList<>();
  SchedulingPolicy schedulingPolicy;

  EventLoopBuilder() {
    blockedAfter(Duration.ofMillis(Long.getLong("baton.blockedAfter", 100)));
  }

  /// Where the loop takes its time from; [Clock#SYSTEM] by default.
  public EventLoopBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /// Debug mode records the line of every spawn and every lock, and gives every [CancelledError] a
  /// stack trace. By default on only with the property `baton.debug=true`.
  public EventLoopBuilder debug(boolean debug) {
    this.debug = debug;
    return this;
  }

  /// How long one task may hold the loop before the watchdog says so, at least 1 ms. By default 100
  /// ms, or the property `baton.blockedAfter` in milliseconds. The time in which classes are loaded
  /// does not count.
  public EventLoopBuilder blockedAfter(Duration limit) {
    if (limit.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("blockedAfter must be at least 1 ms, got " + limit);
    }
    blockedAfter = limit;
    return this;
  }

  /// Where failures go that no code of the program can receive. By default they are logged.
  public EventLoopBuilder exceptionHandler(ExceptionHandler handler) {
    this.exceptionHandler = Objects.requireNonNull(handler, "handler");
    return this;
  }

  /// Who sees what happens on the loop; nobody by default. Several can, in the order in which they
  /// are given here.
  public EventLoopBuilder listener(LoopListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /// Who decides which task goes next; by default the one that was ready first. Meant for tests:
  /// such a loop does not listen for Ctrl-C and has no watchdog.
  public EventLoopBuilder schedulingPolicy(SchedulingPolicy policy) {
    this.schedulingPolicy = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /// Runs a loop with these settings: see [EventLoop#run(Body)].
  public <T, X extends Exception> T run(Body<T, X> main) throws X {
    return Runner.run(this, main);
  }

  /// The same for a `main` that returns nothing.
  public <X extends Exception> void run(Action<X> main) throws X {
    Runner.run(this, main.asBody());
  }
}
