package dev.baton.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.CancelledError;
import dev.baton.ExceptionGroup;
import dev.baton.terminal.SafeText;
import dev.baton.terminal.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/// The outermost frame of a program on a command line: its three streams, what it says there about
/// itself, and the code that it ends with.
///
/// ```java
/// public static void main(String[] arguments) {
///   Shell.main("feed", shell -> new Feed(shell).run(arguments));
/// }
/// ```
///
/// - Whatever is thrown out of the command line is answered here, an [Error] as well: see
///   [#failed].
/// - All that it says begins with the program's name and is [safe][SafeText] to show.
/// - It is given to those who print, so that a test gives them streams of its own.
///
/// Only [#main] ends the process, and only when the command line has returned. A task must not:
/// `System.exit` would wait for [Program], which waits for the task.
public final class Shell {
  /// A path and a word. All else might be read as something else than text, where help is made.
  private static final Pattern COMMAND = Pattern.compile("[\\p{L}\\p{N}._/+ -]{1,200}");

  private final String name;
  private final String command;
  private final InputStream in;
  private final Sink out;
  private final Sink err;
  private final PrintWriter errWriter;
  private final Printer printer;
  private Exit unwritable = Exit.DONE_BUT;

  /// A shell with streams of its own, for tests: none of them is a terminal.
  ///
  /// @param name of the program, such as `feed`
  public Shell(String name, InputStream in, OutputStream out, OutputStream err) {
    this(name, in, new Sink("stdout", out), new Sink("stderr", err));
  }

  /// The same with streams that may be terminals.
  public Shell(String name, InputStream in, Sink out, Sink err) {
    this(name, name, in, out, err);
  }

  private Shell(String name, String command, InputStream in, Sink out, Sink err) {
    this.name = name;
    this.command = command;
    this.in = in;
    this.out = out;
    this.err = err;
    this.errWriter = new PrintWriter(err.stream(), true, UTF_8);
    this.printer = new Printer(out.stream());
  }

  /// Runs a program with the streams of this process, and ends the process.
  ///
  /// @param name of the program, such as `feed`
  /// @param commandLine returns the exit code
  public static void main(String name, ToIntFunction<Shell> commandLine) {
    OutOfMemory.ends(name);
    Shell shell =
        new Shell(
            name,
            calledAs(name),
            StandardStream.in(),
            new Sink("stdout", StandardStream.out(), Terminal.ofOutput()),
            new Sink("stderr", StandardStream.err(), Terminal.ofErrors()));
    System.exit(shell.run(commandLine)); // not return: a library's idle thread must not keep it
  }

  private static String calledAs(String name) {
    String given = System.getProperty("baton.command", "");
    return COMMAND.matcher(given).matches() ? given : name;
  }

  /// Runs a program: what [#main] does, without ending the process.
  ///
  /// @return the exit code
  public int run(ToIntFunction<Shell> commandLine) {
    int code;
    try {
      code = commandLine.applyAsInt(this);
    } catch (Throwable failure) {
      code = failed(failure);
    }
    Optional<CannotWriteException> unwritten = printer.end();
    return unwritten.isPresent() && code == Exit.OK.code()
        ? cannotWrite(unwritten.get(), unwritable)
        : code;
  }

  // --- the streams

  /// What the program reads.
  public InputStream in() {
    return in;
  }

  /// The results: unbuffered, reports failures.
  public OutputStream out() {
    return out.stream();
  }

  /// Messages for people, in UTF-8: each line is written at once, and failures are not reported.
  public PrintWriter err() {
    return errWriter;
  }

  /// Results that are printed without a loop, such as a table or a help text, in UTF-8. It buffers;
  /// the end of the program flushes it, and so does [#say]. If it cannot be written, the program
  /// says so at its end, and ends with the code of [#unwritable] rather than with 0.
  public PrintWriter printer() {
    return printer.writer();
  }

  /// Lets the program end with this code when its results cannot be written, and not with
  /// [Exit#DONE_BUT].
  public void unwritable(Exit exit) {
    unwritable = exit;
  }

  /// The terminal that the results go to, if they do.
  public Optional<Terminal> outTerminal() {
    return out.terminal();
  }

  /// The terminal that the messages go to, if they do.
  public Optional<Terminal> errTerminal() {
    return err.terminal();
  }

  /// Writes results to stdout and messages to stderr while a loop runs.
  public Output output() {
    return new Output(out, err);
  }

  /// The same with results that go elsewhere.
  ///
  /// @param capacity how many lines may wait to be written
  public Output output(Sink results, int capacity) {
    return new Output(results, err, capacity);
  }

  /// Writes both to stdout: for a program whose messages are results.
  public Output outputInOne() {
    return new Output(out, out);
  }

  /// Where results go that go to stdout.
  public Sink outSink() {
    return out;
  }

  // --- what a program says about itself

  /// What a user types to start this program, for help and advice: `./run feed`, as the launcher
  /// says with the system property `baton.command`; without one, the program's name.
  public String command() {
    return command;
  }

  /// What the program does under this command, for people: `feed serve`.
  String title(String subcommand) {
    return name + " " + subcommand;
  }

  /// Says something to people: `feed: the server cannot be reached`. Before a loop or after it: a
  /// task uses [Output#message], which knows of the living lines and does not block the loop.
  public void say(String message) {
    printer.writer().flush();
    errWriter.println(name + ": " + SafeText.escape(message));
  }

  /// Says what is wrong with the command line, and where to read more: one sentence.
  ///
  /// @param message without a full stop
  /// @param command that was called, such as `./run feed serve`
  /// @return the exit code
  public int usage(String message, String command) {
    say(message + "; see " + command + " --help");
    return Exit.USAGE.code();
  }

  /// Says that a word of the command line is none that the command knows: `feed: unknown option
  /// --prot (similar: --port); see feed serve --help`, `feed: there is no command nix; there are
  /// serve, watch; see feed --help`.
  ///
  /// @param similar words that it knows; none: nothing is suggested
  /// @param commands that could stand in the place of the word; empty if none could
  /// @return the exit code
  public int unexpected(
      String word, List<String> similar, Collection<String> commands, String command) {
    if (word.startsWith("-")) {
      return usage("unknown option " + word + suggestion(similar), command);
    }
    if (commands.isEmpty()) {
      return usage("unexpected argument " + word + suggestion(similar), command);
    }
    String known =
        (commands.size() == 1 ? "there is " : "there are ") + String.join(", ", commands);
    String meant = similar.isEmpty() ? "" : " (did you mean " + similar.getFirst() + "?)";
    return usage("there is no command " + word + meant + "; " + known, command);
  }

  private static String suggestion(List<String> similar) {
    return similar.isEmpty() ? "" : " (similar: " + String.join(", ", similar) + ")";
  }

  /// Says that a failure is a bug in the program, and where; or that this process has too little
  /// memory, too few files or threads.
  ///
  /// @return the exit code
  public int bug(Throwable failure) {
    try {
      Optional<Shortage> shortage = Shortage.in(failure);
      if (shortage.isPresent()) {
        say(shortage.get() + "; " + shortage.get().remedy());
        return Exit.BUG.code();
      }
      OutOfMemoryError noMemory = OutOfMemory.in(failure);
      if (noMemory != null) {
        say(OutOfMemory.sentence(noMemory));
        return Exit.BUG.code();
      }
      say("internal error; this is a bug");
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      trace
          .toString()
          .lines()
          .map(line -> SafeText.escape(line.replace("\t", "    ")))
          .forEach(errWriter::println);
    } catch (OutOfMemoryError | StackOverflowError again) {
      // then the exit code has to do
    }
    return Exit.BUG.code();
  }

  /// Answers a failure of the output: quietly if its reader has gone, which is no failure.
  ///
  /// @param otherwise how the program ends if it is one
  /// @return the exit code
  public int cannotWrite(CannotWriteException failure, Exit otherwise) {
    if (failure.readerHasGone()) {
      return Exit.OK.code();
    }
    say(failure.getMessage());
    return otherwise.code();
  }

  /// Answers what nobody in the program has caught: a cancellation by Ctrl-C or another signal, an
  /// output that cannot be written, and otherwise a bug, also if an output failed beside it. Of a
  /// cancellation that is a bug [Program] makes an exception that says so.
  ///
  /// For picocli's execution exception handler, which gets exceptions only; [#run] gives the rest
  /// to it.
  ///
  /// @return the exit code
  public int failed(Throwable failure) {
    return switch (failure) {
      case CancelledError signal -> Exit.INTERRUPTED.code();
      case CannotWriteException unwritten -> cannotWrite(unwritten, unwritable);
      case ExceptionGroup group ->
          group
              .onlyOf(CannotWriteException.class)
              .map(unwritten -> cannotWrite(unwritten, unwritable))
              .orElseGet(() -> bug(group));
      default -> bug(failure);
    };
  }

  /// Says that a signal has stopped the program, in the same words whichever it was.
  ///
  /// @param result what is left of its work
  /// @return the exit code; after SIGTERM or SIGHUP the JVM chooses its own, see [Program]
  public int stopped(String result) {
    say("stopped; " + result);
    return Exit.INTERRUPTED.code();
  }

  /// What `--version` prints: `baton-feed 0.1.0-SNAPSHOT`.
  ///
  /// @param type any class in the program's jar
  public String version(Class<?> type) {
    return "baton-" + name + " " + Version.of(type);
  }
}
