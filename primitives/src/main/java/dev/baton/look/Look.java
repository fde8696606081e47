package dev.baton.look;

import dev.baton.Signals;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

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
  private static volatile String program = ownName();
  private static boolean open;

  private Look() {}

  /// From now on, the loops that start can be looked at.
  ///
  /// @param name what the program is called then, such as `feed serve`; by default its main class
  public static void turnOn(String name) {
    program = Visible.of(name);
    System.setProperty(PROPERTY, "true");
  }

  /// `sun.java.command` begins with the main class, or with the path of the jar. What comes after
  /// may be secret.
  private static String ownName() {
    String command = System.getProperty("sun.java.command", "java");
    String first = command.split(" ", 2)[0];
    return Visible.of(first.substring(first.lastIndexOf('/') + 1));
  }

  static String program() {
    return program;
  }

  /// Opens the door, once. A program does not fail because nobody can look at it.
  static synchronized void open() {
    if (open) {
      return;
    }
    open = true;
    Signals.listen("USR1", Look::print);
    Signals.listen("INFO", Look::print);
    try {
      Door.open(Folder.at(Folder.usual()));
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "this process cannot be looked at: " + e.getMessage());
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

  private static synchronized void print() {
    System.err.println(TextView.of(view(ROWS), Integer.MAX_VALUE));
    System.err.flush();
  }
}
