package dev.baton.program;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Body;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.LoopListener.Note;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.program.LineWriter.Line;
import dev.baton.program.LineWriter.Mark;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import dev.baton.terminal.Panel;
import dev.baton.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/// Writes the lines of a program, without making its loop wait for a disk, or for whoever reads.
///
/// ```java
/// output.run(() -> {
///   output.print("a result");       // waits while too many lines do
///   output.message("for people");   // the same, to stderr
///   output.offer("not important");  // is left out rather than waited for
/// });                               // here all is written
/// ```
///
/// A pipe whose reader stands still blocks whoever writes to it, perhaps for ever. So lines wait in
/// a bounded queue, and a task writes them outside the loop. It writes all lines that wait as one
/// batch: under load each write takes many lines, without load it takes one at once. Results and
/// messages keep the order in which they were printed, on their two streams.
///
/// When the queue is full, the program chooses, line by line: [#print] and [#message] wait for the
/// reader (back pressure); [#offer] leaves the line out, and before the next line that finds room
/// comes one that says how many are missing.
///
/// Every line is made [safe][SafeText] and written with one call, its line break included: whatever
/// ends the process, no line is left half written by us. A line holds no line break of its own; one
/// in the text is escaped.
///
/// On a terminal there may be living lines below the others: see [Panel], which draws on this.
public final class Output implements Panel.Screen {
  /// Runs what blocks outside the loop. Tests under the explorer have one without a thread.
  @FunctionalInterface
  interface Outside {
    @Suspends
    void call(Action<CannotWriteException> blocking) throws CannotWriteException;
  }

  /// How many lines may wait.
  private static final int USUAL_CAPACITY = 1000;

  private final Sink results;
  private final Sink messages;
  private final Queue<Line> lines;

  /// Lines that found no room since the last one that did.
  private long leftOut;

  /// What is to be at the bottom of the terminal.
  private List<String> living = List.of();

  /// Whether the next batch is to draw them anew.
  private boolean redrawPending;

  private boolean finished;

  /// Those that somebody waits for.
  private final List<Mark> marks = new ArrayList<>();

  /// Used outside the loop, for one batch at a time.
  private final LineWriter writer;

  private final Outside outside;

  /// @param messages gets the living lines, too, if it is a terminal; may be the same as `results`
  public Output(Sink results, Sink messages) {
    this(results, messages, USUAL_CAPACITY);
  }

  /// @param capacity how many lines may wait to be written, at least 2
  public Output(Sink results, Sink messages, int capacity) {
    this(results, messages, capacity, Blocking::call);
  }

  Output(Sink results, Sink messages, int capacity, Outside outside) {
    if (capacity < 2) {
      throw new IllegalArgumentException("the capacity must be at least 2, got " + capacity);
    }
    this.results = results;
    this.messages = messages;
    this.lines = new Queue<>(capacity);
    this.writer = new LineWriter(messages);
    this.outside = outside;
  }

  // --- for those who print

  /// Prints a result. Waits while too many lines do.
  ///
  /// @throws QueueShutDownException if the output is finished, or cannot be written any more
  @Suspends
  public void print(String line) {
    put(results, line, () -> line);
  }

  /// Prints a result whose text takes long to make. It is made outside the loop, just before it is
  /// written.
  ///
  /// @param subject what a trace shows for it
  /// @param line must not touch what tasks change
  @Suspends
  public void print(Object subject, Supplier<String> line) {
    put(results, subject, line);
  }

  /// Prints a message for people. Waits while too many lines do.
  ///
  /// @throws QueueShutDownException as for [#print(String)]
  @Suspends
  public void message(String line) {
    put(messages, line, () -> line);
  }

  @Suspends
  private void put(Sink sink, Object subject, Supplier<String> text) {
    if (leftOut > 0) {
      putLeftOut();
    }
    lines.put(new Line(sink, text));
    EventLoop.running().note(Note.PRINTED, subject);
  }

  /// Waits until everything that was printed before is written: for whoever notes down elsewhere
  /// that it was.
  ///
  /// @throws QueueShutDownException if the output is finished, or cannot be written any more
  @Suspends
  public void flush() {
    Mark mark = new Mark();
    marks.add(mark);
    try {
      lines.put(new Line(null, null, mark));
      mark.passed.await();
    } finally {
      marks.remove(mark);
    }
    if (!mark.written) {
      lines.put(LineWriter.REDRAW); // this says that the queue is shut down
    }
  }

  /// A task that is cancelled while it waits for room leaves the count to the next one.
  @Suspends
  private void putLeftOut() {
    long missing = leftOut;
    Line line = leftOutLine();
    boolean said = false;
    try {
      lines.put(line);
      said = true;
    } finally {
      leftOut += said ? 0 : missing;
    }
  }

  /// Prints how far the program is, for people, unless too many lines wait. What is left out is not
  /// counted, because the next one says it all again.
  @Override
  public void update(String line) {
    if (!finished && !lines.isFull()) {
      putNow(line);
    }
  }

  /// Prints a message for people, unless too many lines wait: then it is left out, and counted.
  public void offer(String line) {
    int places = leftOut > 0 ? 2 : 1;
    if (finished || lines.size() + places > lines.maxSize()) {
      leftOut++;
      return;
    }
    if (leftOut > 0) {
      lines.putNowait(leftOutLine());
    }
    putNow(line);
  }

  private void putNow(String message) {
    lines.putNowait(new Line(messages, () -> message));
    EventLoop.running().note(Note.PRINTED, message);
  }

  private Line leftOutLine() {
    String missing =
        leftOut == 1 ? "1 line was" : String.format(Locale.ROOT, "%,d lines were", leftOut);
    String text = missing + " left out, the output was read too slowly";
    leftOut = 0;
    return new Line(messages, () -> text);
  }

  /// Puts these lines at the bottom of the terminal, if the messages go to one.
  @Override
  public void show(List<String> newLiving) {
    living = newLiving;
    if (!writer.hasTerminal() || finished) {
      return;
    }
    redrawPending = true;
    if (lines.isEmpty()) {
      lines.putNowait(LineWriter.REDRAW); // there is no line that would bring the next batch
    }
  }

  // --- for the one who runs it

  /// Runs the body, once, and a task beside it that writes. However the body ends, what was printed
  /// until then is written before this returns. A reader that stands still delays that, also after
  /// Ctrl-C; a second Ctrl-C ends the process.
  ///
  /// @throws CannotWriteException if the output cannot be written; the body was cancelled then
  /// @throws X what the body throws, also if the output cannot be written, unless it only says that
  ///   the output is finished
  @Suspends
  public <T, X extends Exception> T run(Body<T, X> body) throws X, CannotWriteException {
    Run<T> run = new Run<>();
    try {
      TaskGroup.run(group -> run.inGroup(group, body));
    } catch (ExceptionGroup failures) {
      run.<X>raiseFailureOfItsOwn(failures);
      throw failures.onlyOf(CannotWriteException.class).orElseThrow(() -> failures);
    }
    return run.<X>result();
  }

  /// The same for a body that returns nothing.
  @Suspends
  public <X extends Exception> void run(Action<X> body) throws X, CannotWriteException {
    run(body.asBody());
  }

  /// Keeps how the body ends. What it throws is thrown outside the group, so that nobody has to
  /// look for it in an [ExceptionGroup].
  private final class Run<T> {
    private T result;
    private Throwable failure;

    @Suspends
    void inGroup(TaskGroup group, Body<T, ?> body) {
      Task<Void> writing = group.spawn("output", Output.this::write);
      writing.addDoneCallback(_ -> refuseLines()); // also if it was cancelled before it began
      try {
        result = body.run();
      } catch (CancelledError cancelled) {
        throw cancelled;
      } catch (Throwable raised) {
        failure = raised;
      } finally {
        finish();
        Async.wait(List.of(writing), ReturnWhen.ALL_COMPLETED);
      }
    }

    /// A bug in the body is not hidden by an output that failed too.
    <X extends Exception> void raiseFailureOfItsOwn(ExceptionGroup ofOutput) throws X {
      if (failure != null && !saysOutputIsFinished()) {
        failure.addSuppressed(ofOutput);
        this.<X>result();
      }
    }

    private boolean saysOutputIsFinished() {
      return failure instanceof QueueShutDownException
          || failure instanceof ExceptionGroup group
              && group.onlyOf(QueueShutDownException.class).isPresent();
    }

    /// The cast is safe: the body throws X and unchecked exceptions only.
    @SuppressWarnings("unchecked")
    <X extends Exception> T result() throws X {
      switch (failure) {
        case null -> {
          return result;
        }
        case Error error -> throw error;
        default -> throw (X) failure;
      }
    }
  }

  /// No more lines will be printed. [#write] returns when it has written what it has.
  public void finish() {
    finished = true;
    lines.shutdown();
  }

  /// Writes lines until there are no more. A task of its own has to run this, as in [#run].
  ///
  /// @throws CannotWriteException if that fails; whoever prints is told then, too
  @Suspends
  public void write() throws CannotWriteException {
    try {
      for (List<Line> batch; !(batch = nextBatch()).isEmpty(); ) {
        outside(batch, living);
        batch.stream().map(Line::mark).filter(Objects::nonNull).forEach(this::pass);
      }
      outside(leftOut > 0 ? List.of(leftOutLine()) : List.of(LineWriter.REDRAW), List.of());
    } finally {
      refuseLines();
    }
  }

  private void pass(Mark mark) {
    mark.written = true;
    mark.passed.set();
  }

  private void refuseLines() {
    finished = true;
    lines.shutdown(true);
    marks.forEach(mark -> mark.passed.set());
  }

  /// Waits for a line and takes all that are there. Takes none when there will be no more.
  @Suspends
  private List<Line> nextBatch() {
    List<Line> batch = new ArrayList<>();
    try {
      batch.add(lines.get());
    } catch (QueueShutDownException allIsWritten) {
      return batch;
    }
    while (!lines.isEmpty()) {
      batch.add(lines.getNowait());
    }
    if (redrawPending) {
      redrawPending = false;
      batch.add(LineWriter.REDRAW);
    }
    return batch;
  }

  @Suspends
  private void outside(List<Line> batch, List<String> atBottom) throws CannotWriteException {
    outside.call(() -> writer.write(batch, atBottom));
  }
}
