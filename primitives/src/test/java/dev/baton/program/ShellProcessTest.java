package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Event;
import dev.baton.terminal.Panel;
import dev.baton.terminal.Panel.Mode;
import dev.baton.terminal.Tty;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Programs;
import dev.baton.testkit.UnixSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a real process ends, and what it sees of its terminal.
@Tag("process")
class ShellProcessTest {
  static final class Child {
    private static final Exit CANNOT_WRITE = Exit.own(5, "the output cannot be written");

    private Child() {}

    public static void main(String[] arguments) {
      Shell.main("child", shell -> run(shell, arguments[0]));
    }

    private static int run(Shell shell, String what) {
      return switch (what) {
        case "prints with a loop" -> printWithLoop(shell);
        case "prints without" -> printWithout(shell);
        case "prints much with a loop" -> printMuch(shell);
        case "fails in a task" -> failInTask();
        case "waits" -> await(shell, () -> Async.sleep(Duration.ofHours(1)));
        case "cancels itself" -> await(shell, ShellProcessTest::cancelMyself);
        case "says with a loop" -> sayWithLoop(shell);
        case "runs out of memory on a thread" -> runOutOfMemory(Kind.THREAD, shell);
        case "runs out of memory in a task" -> runOutOfMemory(Kind.TASK, shell);
        case "runs out of memory in a group" -> runOutOfMemory(Kind.GROUP, shell);
        case "runs out of memory in a callback" -> runOutOfMemory(Kind.CALLBACK, shell);
        case "runs out of memory in the main task" -> runOutOfMemory(Kind.MAIN, shell);
        case "runs out of memory before the loop" -> takeAllMemory();
        case "runs out of threads" -> await(shell, Child::runOutOfThreads);
        case "copies its input" -> copyInput(shell);
        case "leaves a thread behind" -> leaveThread();
        case "asks for its terminals" -> askForTerminals(shell);
        case "shows a panel" -> showPanel(shell);
        case "is called wrong" -> shell.usage("a command is missing", shell.command());
        default -> throw new IllegalArgumentException(what);
      };
    }

    private static int printWithLoop(Shell shell) {
      try (Program program = new Program("child", shell.err())) {
        return program.run(EventLoop.builder(), () -> printForEver(shell.output()));
      } catch (CannotWriteException unwritten) {
        return shell.cannotWrite(unwritten, CANNOT_WRITE);
      }
    }

    private static int printForEver(Output output) throws CannotWriteException {
      return output.run(
          () -> {
            for (int i = 0; ; i++) {
              output.print("line " + i);
            }
          });
    }

    private static int printWithout(Shell shell) {
      for (int i = 0; i < 100_000; i++) {
        shell.printer().println("line " + i);
      }
      return 0;
    }

    private static int printMuch(Shell shell) {
      Output output = shell.output();
      try {
        EventLoop.run(
            () ->
                output.run(
                    () -> {
                      for (int i = 0; i < 100_000; i++) {
                        output.print("line " + i);
                      }
                    }));
        return 0;
      } catch (CannotWriteException unwritten) {
        return shell.cannotWrite(unwritten, CANNOT_WRITE);
      }
    }

    private static int failInTask() {
      return EventLoop.run(
          () -> {
            TaskGroup.run(
                group ->
                    group.spawn(
                        () -> {
                          throw new AssertionError("never");
                        }));
            return 0;
          });
    }

    private static int await(Shell shell, Action<RuntimeException> action) {
      try (Program program = new Program("child", shell.err())) {
        return program.run(
            EventLoop.builder(),
            () -> {
              shell.say("ready");
              action.run();
              return 0;
            });
      }
    }

    private static int sayWithLoop(Shell shell) {
      Output output = shell.output();
      try {
        EventLoop.run(
            () ->
                output.run(
                    () -> {
                      output.message("a message");
                      output.print("a result");
                    }));
        return 0;
      } catch (CannotWriteException unwritten) {
        return shell.cannotWrite(unwritten, CANNOT_WRITE);
      }
    }

    private static int takeAllMemory() {
      List<byte[]> all = new ArrayList<>();
      while (true) {
        all.add(new byte[1 << 20]);
      }
    }

    private enum Kind {
      THREAD,
      TASK,
      GROUP,
      CALLBACK,
      MAIN
    }

    private static int runOutOfMemory(Kind where, Shell shell) {
      return await(
          shell,
          () -> {
            var left = where == Kind.TASK ? Async.spawn(Child::takeAllMemory) : null;
            switch (where) {
              case THREAD -> Thread.ofPlatform().start(Child::takeAllMemory);
              case GROUP ->
                  Async.spawn(() -> TaskGroup.run(group -> group.spawn(Child::takeAllMemory)));
              case CALLBACK -> EventLoop.running().callSoon(Child::takeAllMemory);
              case MAIN -> takeAllMemory();
              case TASK -> {}
            }
            Async.sleep(Duration.ofHours(1));
            Reference.reachabilityFence(left); // or the garbage collector reports it
          });
    }

    @Suspends
    private static void runOutOfThreads() {
      EventLoop.running()
          .callSoon(
              () -> {
                throw new OutOfMemoryError("unable to create native thread");
              });
      Async.sleep(Duration.ofHours(1));
    }

    private static int copyInput(Shell shell) {
      try {
        shell.in().transferTo(shell.out());
        return 0;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private static int leaveThread() {
      Thread.ofPlatform().start(LockSupport::park);
      return 7;
    }

    private static int askForTerminals(Shell shell) {
      shell.say("out " + shell.outTerminal().map(terminal -> terminal.size()));
      shell.say("err " + shell.errTerminal().map(terminal -> terminal.size()));
      return 0;
    }

    private static int showPanel(Shell shell) {
      Output output = shell.output();
      Event asked = new Event("the panel was asked for");
      Panel panel =
          new Panel(
              output,
              Mode.of(false, shell.errTerminal()),
              Duration.ofMillis(1),
              elapsed -> {
                asked.set();
                return List.of("a line much too long for it", "世界".repeat(9), "the last");
              });
      try {
        return EventLoop.run(
            () ->
                output.run(
                    () -> {
                      var showing = Async.spawn(panel::run);
                      asked.await();
                      output.flush();
                      output.flush(); // it is drawn behind the lines of its batch
                      output.print("a result");
                      showing.cancel();
                      return 0;
                    }));
      } catch (CannotWriteException unwritten) {
        return shell.failed(unwritten);
      }
    }
  }

  private static ChildProcess start(String what) throws IOException {
    return ChildJvm.of(Child.class).errorsApart().start(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ./run child       | ./run child
          /home/a b/é/run c | /home/a b/é/run c
          ''                | child
          %n${x}            | child
          """)
  void itsAdviceNamesTheCommandThatTheLauncherNamesIfThatIsSafe(String given, String named)
      throws Exception {
    ChildJvm jvm = ChildJvm.of(Child.class).flags("-Dbaton.command=" + given);
    try (ChildProcess child = jvm.start("is called wrong")) {
      assertThat(child.output()).isEqualTo("child: a command is missing; see " + named + " --help");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prints with a loop", "prints without"})
  void whereTheReaderHasGoneItEndsQuietly(String what) throws Exception {
    try (ChildProcess child = start(what)) {
      assertThat(child.nextLine()).isEqualTo("line 0");
      child.closeOutput();

      assertThat(child.exitCode()).isZero();
      assertThat(child.err().all()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prints with a loop: 5", "prints without: 1"})
  void whereTheDiskIsFullItSaysSo(String whatAndCode) throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full here");
    String[] parts = whatAndCode.split(": ");
    ProcessBuilder builder =
        new ProcessBuilder(ChildJvm.of(Child.class).command(parts[0]))
            .redirectOutput(full.toFile());
    try (ChildProcess child = ChildProcess.start(builder)) {
      assertThat(child.err().all())
          .isEqualTo("child: cannot write to stdout: No space left on device");
      assertThat(child.exitCode()).isEqualTo(Integer.parseInt(parts[1]));
    }
  }

  /// Gives a command a pipe for its stdout that does not block and is as small as can be, and
  /// copies what comes.
  private static final String NON_BLOCKING_PIPE =
      """
      use Fcntl;
      pipe(my $read, my $write) or die;
      fcntl($write, 1031, 4096) or die; # F_SETPIPE_SZ
      fcntl($write, F_SETFL, O_WRONLY | O_NONBLOCK) or die;
      my $pid = fork;
      if (!$pid) { open(STDOUT, '>&', $write); exec @ARGV; }
      close $write;
      print while <$read>;
      waitpid $pid, 0;
      exit $? >> 8;
      """;

  @ParameterizedTest
  @ValueSource(strings = {"prints much with a loop", "prints without"})
  void aPipeThatDoesNotBlockGetsEveryLine(String what) throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/fdinfo")), "this is not Linux");
    Programs.assumeInstalled("perl");
    List<String> command = new ArrayList<>(List.of("perl", "-e", NON_BLOCKING_PIPE));
    command.addAll(ChildJvm.of(Child.class).command(what));
    try (ChildProcess parent = ChildProcess.start(new ProcessBuilder(command))) {
      assertThat(parent.output().lines())
          .containsExactlyElementsOf(
              IntStream.range(0, 100_000).mapToObj(i -> "line " + i).toList());
      assertThat(parent.err().all()).isEmpty();
      assertThat(parent.exitCode()).isZero();
    }
  }

  @Test
  void whereStderrIsClosedTheResultIsTheSame() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/fdinfo")), "this is not Linux");
    List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&-", "sh"));
    command.addAll(ChildJvm.of(Child.class).command("says with a loop"));
    try (ChildProcess child = ChildProcess.start(new ProcessBuilder(command))) {
      assertThat(child.output()).isEqualTo("a result");
      assertThat(child.exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"'<<E\nsome input\nE', some input", "</dev/null, ''", "<&-, ''"})
  void whereStdinIsClosedNothingComes(String redirection, String copied) throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "this is not Linux");
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" " + redirection, "sh"));
    command.addAll(ChildJvm.of(Child.class).command("copies its input"));
    try (ChildProcess child = ChildProcess.start(new ProcessBuilder(command))) {
      assertThat(child.output()).isEqualTo(copied);
      assertThat(child.exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on a thread",
        "in a task",
        "in a group",
        "in a callback",
        "in the main task",
        "before the loop"
      })
  void whereverItRunsOutOfMemoryItSaysSoAndEnds(String where) throws Exception {
    ChildJvm jvm = ChildJvm.of(Child.class).flags("-Xmx32m").errorsApart();
    try (ChildProcess child = jvm.start("runs out of memory " + where)) {
      assertThat(child.exitCode()).isEqualTo(70);
      assertThat(child.err().all().replace("child: ready\n", ""))
          .isEqualTo("child: out of memory; give java more with -Xmx");
    }
  }

  @Test
  void thatItRunsOutOfThreadsIsSaidWithoutAdviceAboutTheHeap() throws Exception {
    ChildJvm jvm = ChildJvm.of(Child.class).errorsApart();
    try (ChildProcess child = jvm.start("runs out of threads")) {
      assertThat(child.exitCode()).isEqualTo(70);
      assertThat(child.err().all().replace("child: ready\n", ""))
          .isEqualTo("child: out of memory: unable to create native thread");
    }
  }

  @Test
  void anErrorInATaskIsABug() throws Exception {
    try (ChildProcess child = start("fails in a task")) {
      assertThat(child.exitCode()).isEqualTo(70);
      assertThat(child.output()).isEmpty();
      assertThat(child.err().all())
          .startsWith("child: internal error; this is a bug\n")
          .contains("AssertionError: never");
    }
  }

  private static void cancelMyself() {
    Async.currentTask().cancel();
    Async.yieldNow();
  }

  @Test
  void aTaskThatCancelsItselfIsABugToo() throws Exception {
    try (ChildProcess child = start("cancels itself")) {
      assertThat(child.exitCode()).isEqualTo(70);
      assertThat(child.err().all())
          .startsWith("child: ready\nchild: internal error; this is a bug");
    }
  }

  @Test
  void ctrlCThatNobodyAnswersIsAQuietEnd() throws Exception {
    UnixSignals.assumeHeard("INT");
    try (ChildProcess child = start("waits")) {
      child.err().awaitLine("child: ready");
      child.signal("INT");

      assertThat(child.exitCode()).isEqualTo(130);
      assertThat(child.err().all()).isEqualTo("child: ready");
    }
  }

  @Test
  void aThreadThatWasLeftBehindDoesNotKeepTheProcess() throws Exception {
    try (ChildProcess child = start("leaves a thread behind")) {
      assertThat(child.exitCode()).isEqualTo(7);
    }
  }

  // --- on a terminal of its own, by script of util-linux

  private static ChildProcess startOnTerminal(String before, String what, String after)
      throws IOException {
    Programs.assumeInstalled("script", "stty");
    String child =
        ChildJvm.of(Child.class).command(what).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    String command = "stty rows 7 cols 15; " + before + child + after;
    return ChildProcess.start(new ProcessBuilder("script", "-qefc", command, "/dev/null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " </dev/null", " >/dev/null", " >/dev/null </dev/null"})
  void eachStreamKnowsWhetherItIsATerminalAndHowLarge(String redirection) throws Exception {
    String size = "Optional[Size[rows=7, columns=15]]";
    try (ChildProcess script = startOnTerminal("", "asks for its terminals", redirection)) {
      assertThat(script.output().lines())
          .containsExactly(
              "child: out " + (redirection.contains(">") ? "Optional.empty" : size),
              "child: err " + size);
      assertThat(script.exitCode()).isZero();
    }
  }

  @Test
  void aDumbTerminalCannotDraw() throws Exception {
    try (ChildProcess script = startOnTerminal("TERM=dumb ", "asks for its terminals", "")) {
      assertThat(script.output().lines())
          .containsExactly("child: out Optional.empty", "child: err Optional.empty");
    }
  }

  @Test
  void aPanelIsDrawnInPlaceAndGoneAtTheEnd() throws Exception {
    try (ChildProcess script = startOnTerminal("", "shows a panel", "")) {
      String written = script.output();

      assertThat(script.exitCode()).isZero();
      assertThat(written).contains("a line much to\033[K", "世界世界世界世\033[K", "the last\033[K");
      // above the panel or in its place: that depends on what the machine is quick to do
      assertThat(new Tty(7, 15).write(written).lines())
          .filteredOn(line -> !line.isEmpty())
          .containsExactly("a result");
    }
  }
}
