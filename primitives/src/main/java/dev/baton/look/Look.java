package dev.baton.look;

import dev.baton.Signals;
import dev.baton.terminal.FailureText;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The live look of this process: whether it is on, and at what.
///
/// It is on if the process was started with `-Dbaton.look=true`, or if the program says
/// [#turnOn(String)] before its first loop, as for an option `--look`. Then `./run top PID` shows
/// what every task does, and so does the signal `USR1` (and `INFO`, which is Ctrl-T, where the
/// system has it) on stderr. A loop that is watched pays some 100 nanoseconds more for each switch.
public final class Look {
  private static final String PROPERTY = "baton.look";

  /// How many rows a signal prints.
  private static final int ROWS = 200;

  private static final Logger LOGGER = System.getLogger("dev.baton.look");
  private static final List<LoopWatch> WATCHES = new CopyOnWriteArrayList<>();
  private static final AtomicBoolean OPEN = new AtomicBoolean();

  /// Held while a signal is answered.
  private static final Lock PRINTING = new ReentrantLock();

  private static volatile String program = ownName();

  private Look() {}

  /// From now on, the process can be looked at, and the loops that it starts.
  ///
  /// @param name what the program is called then, such as `feed serve`; by default its main class
  public static void turnOn(String name) {
    program = SafeText.escape(name, Row.LONGEST_TEXT);
    System.setProperty(PROPERTY, "true");
    open(); // not only with the first loop: a signal that nobody hears ends the process
  }

  /// `sun.java.command` begins with the main class, or with the path of the jar. What comes after
  /// may be secret.
  private static String ownName() {
    String command = System.getProperty("sun.java.command", "java");
    String first = command.split(" ", 2)[0];
    return SafeText.escape(first.substring(first.lastIndexOf('/') + 1), Row.LONGEST_TEXT);
  }

  static String program() {
    return program;
  }

  /// Opens the socket, once. A program does not fail because nobody can look at it.
  static void open() {
    if (OPEN.getAndSet(true)) {
      return;
    }
    Signals.listen("USR1", Look::print);
    Signals.listen("INFO", Look::print);
    try {
      LookServer.open(Folder.at(Folder.usual()));
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "this process cannot be looked at: " + FailureText.of(e));
    }
  }

  static void add(LoopWatch watch) {
    WATCHES.add(watch);
  }

  static void remove(LoopWatch watch) {
    WATCHES.remove(watch);
  }

  static int loops() {
    return WATCHES.size();
  }

  static int tasks() {
    return WATCHES.stream().mapToInt(LoopWatch::tasks).sum();
  }

  /// Asks all loops at once, and waits for the slow ones only once.
  ///
  /// @param rows how many rows a loop gets
  static ProcessView view(int rows) {
    List<LoopWatch> asked = new ArrayList<>(WATCHES);
    asked.removeIf(watch -> !watch.ask(rows));
    long deadline = System.nanoTime() + LoopWatch.PATIENCE_NANOS;
    List<LoopView> loops =
        asked.stream().map(watch -> watch.answer(deadline)).flatMap(Optional::stream).toList();
    return ProcessView.of(loops);
  }

  /// Unless a signal is being answered already: where nobody reads stderr that takes for ever, and
  /// each further signal would leave one more thread that waits.
  private static void print() {
    if (!PRINTING.tryLock()) {
      return;
    }
    try {
      System.err.println(TextView.of(view(ROWS), Integer.MAX_VALUE));
      System.err.flush();
    } finally {
      PRINTING.unlock();
    }
  }
}
