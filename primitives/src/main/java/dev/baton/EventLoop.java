package dev.baton;

import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// One thread, many tasks, one of them running at a time.
///
/// ```java
/// EventLoop.run(() -> {
///   Task<String> page = Async.spawn(() -> fetch(url));
///   System.out.println(page.await());
/// });
/// ```
///
/// **The turn.** A loop is a queue of callbacks that are ready, a queue of timers, and a selector.
/// One turn is:
///
/// 1. *wait*: if nothing is ready, wait for a channel, for the next timer, or for another thread
/// 2. *collect*: move what has become readable, writable or due to the ready queue
/// 3. *run* the callbacks that are ready now, first in, first out; what they add waits for the next
///    turn
///
/// A task that can go on is one more callback: it runs until it has to wait. This order is
/// asyncio's, to the turn.
///
/// **Threads.** Everything on a loop is used from its tasks and callbacks only, and refused
/// elsewhere. Other threads have one way in, [#callSoonThreadsafe(Runnable)]; [Completer],
/// [Blocking] and [Future#from] go through it.
///
/// **Stopping.** Ctrl-C cancels the main task, and so does interrupting the loop's thread while it
/// waits. (While tasks run mounted, the JDK may clear the thread's interrupt flag.)
///
/// **The end.** [#run] returns when everything has ended: tasks that are left when the main task
/// ends are cancelled and awaited, as are blocking calls. If nothing can happen any more although
/// tasks are left, it fails with a [DeadlockException] at once.
public final class EventLoop {
  private final boolean mounted;
  private final boolean debug;

  /// Null if nobody listens.
  private final LoopListener listener;

  private final Thread thread = Thread.currentThread();
  private final Scheduler scheduler;
  private final TaskList tasks = new TaskList(this);
  private final Set<OutsideSource> sources = new LinkedHashSet<>();
  private final UnreadFailures failures = new UnreadFailures(this);
  private final MistakeReporter mistakes = new MistakeReporter(this);
  private final BlockingCalls blockingCalls = new BlockingCalls(this);
  private final Set<CompletableFuture<?>> bridges = new LinkedHashSet<>();
  private final CallSites callSites;
  private ExceptionHandler exceptionHandler;

  /// The task that holds the baton. Other threads read it to find out whether they are that task.
  private Task<?> current;

  /// For the listener: the task on whose behalf the running callback acts.
  private Task<?> onBehalfOf;

  private boolean interrupted;
  private boolean stopRequested;

  EventLoop(EventLoopBuilder settings, boolean mounted) {
    this.debug = settings.debug;
    this.mounted = mounted;
    this.exceptionHandler = settings.exceptionHandler;
    this.listener = Observers.join(settings);
    this.scheduler = new Scheduler(this, settings.clock, settings.schedulingPolicy, listener);
    // whoever tries thousands of schedules wants the lines of the one that fails only
    this.callSites = new CallSites(scheduler.isExplored() ? 0 : CallSites.A_SECOND, debug);
  }

  /// Runs a loop on the calling thread until `main`, its first task, and everything it started has
  /// ended.
  ///
  /// @return what `main` returns
  /// @throws X what `main` throws, the very exception
  /// @throws DeadlockException if nothing can happen any more although tasks are left
  /// @throws IllegalStateException if a loop runs on this thread already
  public static <T, X extends Exception> T run(Body<T, X> main) throws X {
    return builder().run(main);
  }

  /// The same for a `main` that returns nothing.
  public static <X extends Exception> void run(Action<X> main) throws X {
    builder().run(main);
  }

  /// A loop with other settings: a clock for tests, debug mode.
  public static EventLoopBuilder builder() {
    return new EventLoopBuilder();
  }

  /// The loop that runs this code.
  ///
  /// @throws IllegalStateException if this code runs neither in a task nor in a callback of a loop
  public static EventLoop running() {
    EventLoop loop = here();
    if (loop == null) {
      throw new IllegalStateException(
          "no loop is running here; call this from a task, started with EventLoop.run(...)");
    }
    return loop;
  }

  static EventLoop here() {
    return RunningLoops.here(Thread.currentThread());
  }

  // --- scheduling

  /// Runs the callback in the next turn.
  public Handle callSoon(Runnable callback) {
    requireHere();
    Callback handle = new Callback(Objects.requireNonNull(callback, "callback"));
    scheduler.ready(handle);
    return handle;
  }

  /// Runs the callback when this much time has passed. Not before; how much later depends on what
  /// else runs.
  public Handle callLater(Duration delay, Runnable callback) {
    return callAt(after(delay), callback);
  }

  /// Runs the callback at this moment of [#time()], in nanoseconds.
  public Handle callAt(long when, Runnable callback) {
    requireHere();
    Timer timer = new Timer(when, Objects.requireNonNull(callback, "callback"));
    scheduler.timers().add(timer);
    return timer;
  }

  /// Runs the callback on this loop. The one method that any thread may call, at any time.
  ///
  /// A loop with nothing else to do does not know that the callback will come: hold an
  /// [OutsideSource] open until then.
  ///
  /// @return false if the loop has ended: the callback will not run
  public boolean callSoonThreadsafe(Runnable callback) {
    return scheduler.inbox().add(Objects.requireNonNull(callback, "callback"));
  }

  /// Nanoseconds since this loop was started, by its clock.
  public long time() {
    return scheduler.time();
  }

  long after(Duration delay) {
    return after(time(), delay);
  }

  static long after(long now, Duration delay) {
    long nanos = Durations.nanos(delay);
    return nanos > Long.MAX_VALUE - 1 - now ? Long.MAX_VALUE - 1 : now + nanos;
  }

  /// A future that is pending.
  public <T> Future<T> createFuture() {
    return createFuture(null);
  }

  /// A future that is pending, for those who write primitives: reports name `waitsFor` as what a
  /// task that awaits it waits for, and follow it if it is a [Blocker].
  public <T> Future<T> createFuture(Object waitsFor) {
    return new Future<>(this, waitsFor);
  }

  // --- channels

  /// Runs the reader in each turn in which the channel is readable, or has a connection to accept.
  ///
  /// @throws java.nio.channels.IllegalBlockingModeException if the channel is in blocking mode
  public void addReader(SelectableChannel channel, Runnable reader) {
    requireHere();
    requireNotExplored(channel);
    scheduler.poller().watchReads(channel, Objects.requireNonNull(reader, "reader"), false);
  }

  /// The same for a callback that does nothing but complete futures: it runs as soon as the loop
  /// has found the channel readable, before the ready queue, so that the tasks it wakes run in this
  /// turn and not in the next. That saves a look at the channels that would report again what these
  /// tasks are about to read. [#removeReader] stops it.
  ///
  /// @throws java.nio.channels.IllegalBlockingModeException if the channel is in blocking mode
  public void wakeOnRead(SelectableChannel channel, Runnable wake) {
    requireHere();
    requireNotExplored(channel);
    scheduler.poller().watchReads(channel, Objects.requireNonNull(wake, "wake"), true);
  }

  /// Stops what [#addReader] started.
  ///
  /// @return false if there was none
  public boolean removeReader(SelectableChannel channel) {
    requireHere();
    return scheduler.poller().unwatchReads(channel);
  }

  /// Runs the writer in each turn in which the channel is writable, or its connection is made or
  /// refused.
  ///
  /// @throws java.nio.channels.IllegalBlockingModeException if the channel is in blocking mode
  public void addWriter(SelectableChannel channel, Runnable writer) {
    requireHere();
    requireNotExplored(channel);
    scheduler.poller().watchWrites(channel, Objects.requireNonNull(writer, "writer"));
  }

  /// Stops what [#addWriter] started.
  ///
  /// @return false if there was none
  public boolean removeWriter(SelectableChannel channel) {
    requireHere();
    return scheduler.poller().unwatchWrites(channel);
  }

  /// Closes a channel that may have been watched, for code on this loop. The JDK itself lets go of
  /// such a socket only when the selector is used the next time; until then its port is taken.
  ///
  /// @throws IOException if closing fails
  public void closeChannel(SelectableChannel channel) throws IOException {
    requireHere();
    channel.close();
    scheduler.letGoOfClosed();
  }

  /// Says that something outside may still wake a task, until it is closed.
  public OutsideSource openSource(String what) {
    requireHere();
    requireNotExplored(what);
    OutsideSource source = new OutsideSource(this, what);
    sources.add(source);
    return source;
  }

  /// What comes from outside cannot be repeated: for those who open something that is real.
  ///
  /// @throws IllegalStateException naming `outside`, while an explorer tries schedules
  public void requireNotExplored(Object outside) {
    if (scheduler.isExplored()) {
      throw new IllegalStateException(
          "nothing real can be used while schedules are explored, got " + outside);
    }
  }

  // --- tasks

  /// From outside: Ctrl-C, or an interrupt. False if it has ended.
  boolean cancelMain(String message) {
    stopRequested = true;
    return tasks.main().cancel(message);
  }

  /// Whether Ctrl-C has come, or the loop's thread was interrupted while it waited; may be asked
  /// after the loop has ended, too. If not, a main task that ends as cancelled has brought that
  /// about itself.
  public boolean isStopRequested() {
    return stopRequested;
  }

  /// The loop's thread was interrupted while it waited.
  boolean wasInterrupted() {
    return interrupted;
  }

  /// The tasks that have not ended, oldest first.
  public List<Task<?>> allTasks() {
    requireHere();
    return tasks.all();
  }

  TaskList tasks() {
    return tasks;
  }

  // --- for the other classes of the kernel

  Scheduler scheduler() {
    return scheduler;
  }

  void ready(Runnable callback) {
    scheduler.ready(callback);
  }

  /// For the listener: the task that runs, or on whose behalf the running callback acts; null if
  /// there is none.
  Task<?> doer() {
    return current == null ? onBehalfOf : current;
  }

  void setOnBehalfOf(Task<?> task) {
    onBehalfOf = task;
  }

  boolean isMounted() {
    return mounted;
  }

  Thread thread() {
    return thread;
  }

  Task<?> current() {
    return current;
  }

  void setCurrent(Task<?> task) {
    current = task;
  }

  LoopListener listener() {
    return listener;
  }

  UnreadFailures failures() {
    return failures;
  }

  MistakeReporter mistakes() {
    return mistakes;
  }

  Set<OutsideSource> sources() {
    return sources;
  }

  BlockingCalls blockingCalls() {
    return blockingCalls;
  }

  /// Promises to code outside that will be cancelled if the loop ends first.
  Set<CompletableFuture<?>> bridges() {
    return bridges;
  }

  /// Ends the loop. Still runs what other threads have sent, and cancels what they wait for.
  void close() {
    scheduler.close();
    List.copyOf(bridges).forEach(bridge -> bridge.cancel(false));
  }

  /// The loop's thread was interrupted while it waited. The flag is kept for the end.
  void onInterrupt() {
    interrupted = true;
    cancelMain("the loop's thread was interrupted");
  }

  boolean isHere(Thread caller) {
    Task<?> running = current;
    return running == null ? caller == thread : caller == running.thread();
  }

  void requireHere() {
    if (!isHere(Thread.currentThread())) {
      throw new IllegalStateException(
          "this belongs to a loop that does not run on thread \""
              + Thread.currentThread().getName()
              + "\"; from other threads use callSoonThreadsafe(...)");
    }
  }

  static boolean debugging() {
    EventLoop loop = here();
    return loop != null && loop.debug;
  }

  // --- failures and reports

  /// Tells the listener of this loop, if there is one: for those who write primitives.
  public void note(LoopListener.Note what, Object subject) {
    if (listener != null) {
      listener.noted(current, what, subject);
    }
  }

  /// Says that the program has probably made a mistake: for those who write primitives. It is
  /// logged, by the system logger named `dev.baton`, and told to the listener; of each kind ten
  /// times at most.
  ///
  /// @param sentence what was seen, and what to do
  public void report(Mistake mistake, String sentence) {
    requireHere();
    mistakes.report(mistake, current, sentence);
  }

  /// Where failures go that no code of the program can receive. By default they are logged, by the
  /// system logger named `dev.baton`.
  public void setExceptionHandler(ExceptionHandler handler) {
    exceptionHandler = Objects.requireNonNull(handler, "handler");
  }

  /// Where such failures go now: for a handler that answers some of them and passes on the others.
  public ExceptionHandler exceptionHandler() {
    return exceptionHandler;
  }

  /// Hands a failure to the exception handler: for code that runs other people's callbacks.
  public void callExceptionHandler(UnhandledFailure failure) {
    try {
      exceptionHandler.handle(failure);
    } catch (Throwable second) {
      second.addSuppressed(failure.exception());
      Log.failure(new UnhandledFailure("the exception handler failed", second, failure.name()));
    }
  }

  /// Who holds the baton at this moment, for reports; empty while the loop waits. As
  /// [#callSoonThreadsafe(Runnable)], it may be called from any thread; when it returns, things may
  /// have changed.
  public Optional<Holder> holder() {
    return scheduler.isWaiting() ? Optional.empty() : Optional.of(Holder.of(this));
  }

  /// The line where a task waits, if somebody listens who wants it.
  StackFrame lineForListener() {
    return listener.wantsLines() ? CallSites.find() : null;
  }

  /// The line of the user's code that is running, for the reports of those who write primitives;
  /// null when more than a thousand were asked for within a second, unless in debug mode.
  public StackFrame callSite() {
    return callSites.here();
  }
}
