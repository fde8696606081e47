package dev.baton.top;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.look.Demo;
import dev.baton.look.LookClient;
import dev.baton.program.Shell;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `top` and the programs that it looks at, in processes of their own.
@Tag("process")
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class TopTest {
  private static final JsonMapper JSON = new JsonMapper();

  /// The folder for temporary files of the programs.
  @TempDir private Path temporary;

  private Path folder;

  @BeforeEach
  void chooseFolder() {
    folder = temporary.resolve("baton-" + System.getProperty("user.name"));
  }

  private Path socket(long pid) {
    return folder.resolve(pid + ".sock");
  }

  private ChildProcess start(Class<?> program, String... flags) throws Exception {
    ChildProcess child = inFolder(program).flags(flags).start();
    child.awaitLine("ready");
    return child;
  }

  private ChildJvm inFolder(Class<?> program) {
    return ChildJvm.of(program).flags("-Djava.io.tmpdir=" + temporary);
  }

  private ChildProcess startWithLook(Class<?> program) throws Exception {
    return start(program, "-Dbaton.look=true");
  }

  private record Seen(int code, String out, String err) {}

  private Seen top(Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = Arrays.stream(words).map(Object::toString).toList();
    int code =
        new Shell("top", InputStream.nullInputStream(), out, err)
            .run(shell -> Top.run(shell, args, folder));
    return new Seen(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static void assertRefused(Seen seen, String sentence) {
    assertThat(seen.code).isEqualTo(1);
    assertThat(seen.out).isEmpty();
    assertThat(seen.err).isEqualTo("top: " + sentence + System.lineSeparator());
  }

  @Test
  void showsATreeOfTasksWithTheirWaitsAndLines() throws Exception {
    try (ChildProcess office = startWithLook(Demo.Office.class)) {
      Seen seen = top(office.pid());

      assertThat(seen.err).isEmpty();
      assertThat(seen.code).isZero();
      List<String> lines = seen.out.lines().map(line -> line.replaceAll(" {2,}", "  ")).toList();
      assertThat(lines).hasSize(10);
      assertThat(lines.get(0))
          .matches("process " + office.pid() + ", dev.baton.look.Demo\\$Office, up [0-9.]+ .*s");
      assertThat(lines.get(2))
          .matches("loop on thread \"main\", 6 tasks: 0 ready, 6 waiting, up .+, busy [0-9.]+ %");
      assertThat(lines.get(3)).isEqualTo("TASK  STATE  FOR  RAN  WAITS FOR  AT");
      assertThat(lines.get(4))
          .startsWith("main  waiting  ")
          .contains("  Demo.Office.run(Demo.java:");
      assertThat(lines.get(5))
          .matches(
              "  clerk-1  waiting  .+  the clock  Demo\\.Office\\.stamp\\(Demo\\.java:[0-9]+\\)");
      assertThat(lines.get(8))
          .contains("clerk-4  waiting")
          .contains("Semaphore \"stamps\" [0 free");
    }
  }

  @Test
  void saysTheSameInJson() throws Exception {
    try (ChildProcess office = startWithLook(Demo.Office.class)) {
      List<JsonNode> lines =
          top(office.pid(), "--json").out.lines().map(line -> JSON.readTree(line)).toList();

      assertThat(lines.get(0).get("pid").longValue()).isEqualTo(office.pid());
      assertThat(lines.get(1).get("tasks").intValue()).isEqualTo(6);
      JsonNode main = lines.get(2);
      assertThat(main.get("name").stringValue()).isEqualTo("main");
      assertThat(main.has("parent")).isFalse();
      JsonNode clerk = lines.get(5);
      assertThat(clerk.get("type").stringValue()).isEqualTo("task");
      assertThat(clerk.get("parent").intValue()).isEqualTo(main.get("task").intValue());
      assertThat(clerk.get("state").stringValue()).isEqualTo("waiting");
      assertThat(clerk.get("for").doubleValue()).isPositive();
      assertThat(clerk.get("waitsFor").stringValue())
          .isEqualTo("Semaphore \"stamps\" [0 free, 3 waiting]");
      assertThat(clerk.get("at").stringValue()).startsWith("Demo.Office.stamp(Demo.java:");
    }
  }

  @Test
  void namesTheTaskThatHoldsTheLoop() throws Exception {
    try (ChildProcess blocked = startWithLook(Demo.Blocked.class)) {
      assertThat(top(blocked.pid()).out)
          .contains("loop on thread \"main\", 2 tasks, up ")
          .contains(": BLOCKED")
          .contains("task \"hog\" has held it for ")
          .contains("blocked in CountDownLatch.await at Demo.Blocked.hog(Demo.java:")
          .contains("Use Blocking.call(...)");
      JsonNode loop = JSON.readTree(top(blocked.pid(), "--json").out.lines().toList().get(1));
      assertThat(loop.get("blocked").stringValue()).startsWith("task \"hog\" has held it for ");
    }
  }

  @Test
  void showsAllLoopsOfAProcess() throws Exception {
    try (ChildProcess two = startWithLook(Demo.TwoLoops.class)) {
      assertThat(top(two.pid()).out)
          .contains("loop on thread \"north\", 2 tasks", "loop on thread \"south\", 2 tasks")
          .contains("at the north", "at the south");
    }
  }

  @Test
  void listsWhatCanBeLookedAt() throws Exception {
    assertRefused(
        top(),
        "no program can be looked at; start one with --look, or with java -Dbaton.look=true");
    try (ChildProcess office = startWithLook(Demo.Office.class);
        ChildProcess two = startWithLook(Demo.TwoLoops.class)) {
      List<String> lines = top().out.lines().map(line -> line.strip()).toList();

      assertThat(lines.getFirst()).matches("PID +UP +LOOPS +TASKS +PROGRAM");
      assertThat(lines.subList(1, 3))
          .anyMatch(line -> line.matches(office.pid() + " .* 1 +6 +dev.baton.look.Demo\\$Office"))
          .anyMatch(line -> line.matches(two.pid() + " .* 2 +4 +dev.baton.look.Demo\\$TwoLoops"));
    }
  }

  @Test
  void listsThemInJson() throws Exception {
    try (ChildProcess office = startWithLook(Demo.Office.class);
        ChildProcess two = startWithLook(Demo.TwoLoops.class)) {
      List<JsonNode> lines = top("--json").out.lines().map(line -> JSON.readTree(line)).toList();

      assertThat(lines).extracting(line -> line.get("type").stringValue()).containsOnly("process");
      assertThat(lines)
          .extracting(
              line -> line.get("pid").longValue(),
              line -> line.get("program").stringValue(),
              line -> line.get("loops").intValue(),
              line -> line.get("tasks").intValue())
          .containsExactlyInAnyOrder(
              tuple(office.pid(), Demo.Office.class.getName(), 1, 6),
              tuple(two.pid(), Demo.TwoLoops.class.getName(), 2, 4));
    }
  }

  /// Only its own user can enter the folder.
  @Test
  void theDoorIsThereAsLongAsTheProgram() throws Exception {
    try (ChildProcess office = startWithLook(Demo.Office.class)) {
      assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
      assertThat(socket(office.pid())).exists();
      office.signal("TERM");
      assertThat(office.exitCode()).isEqualTo(143);
      assertThat(folder).isEmptyDirectory();
      assertRefused(top(office.pid()), "there is no process " + office.pid());
    }
  }

  @Test
  void aProgramThatCleansUpBeforeItEndsCanStillBeLookedAt() throws Exception {
    try (ChildProcess draining = startWithLook(Demo.Draining.class)) {
      draining.signal("TERM");
      draining.awaitLine("draining");
      assertThat(top(draining.pid()).out).contains("clerk-1");
    }
  }

  @Test
  void anOpenDoorKeepsNoProgramAlive() throws Exception {
    try (ChildProcess brief = startWithLook(Demo.Brief.class)) {
      assertThat(brief.exitCode()).isZero();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void theDoorOfAProcessThatWasKilledIsRemovedByTheNext() throws Exception {
    Path left;
    try (ChildProcess killed = startWithLook(Demo.Office.class)) {
      left = socket(killed.pid());
      killed.signal("KILL");
      killed.exitCode();
      assertThat(left).exists();
      assertRefused(top(killed.pid()), "there is no process " + killed.pid());
    }
    try (ChildProcess next = startWithLook(Demo.Office.class)) {
      assertThat(left).doesNotExist();
      assertThat(socket(next.pid())).exists();
    }
  }

  @Test
  void aDoorThatNobodyAnswersAtIsRemoved() throws Exception {
    LookClient.at(folder); // makes the folder
    Path socket = socket(ProcessHandle.current().pid());
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket))
        .close();
    assertThat(socket).exists();

    assertRefused(
        top(ProcessHandle.current().pid()),
        "process "
            + ProcessHandle.current().pid()
            + " cannot be looked at: start it with --look, or with java -Dbaton.look=true");
    assertThat(socket).doesNotExist();
  }

  @Test
  void aProgramWithoutLookOpensNoDoor() throws Exception {
    try (ChildProcess office = start(Demo.Office.class)) {
      assertThat(folder).doesNotExist();
      assertRefused(
          top(office.pid()),
          "process "
              + office.pid()
              + " cannot be looked at: start it with --look, or with java -Dbaton.look=true");
    }
  }

  @Test
  void whatIsNoJavaProgramIsNamed() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/cat")), "no program \"cat\" here");
    Process cat = new ProcessBuilder("/bin/cat").start();
    try {
      Seen seen = top(cat.pid());
      assertThat(seen.err).startsWith("top: process " + cat.pid() + " is no Java program but ");
      assertThat(seen.code).isEqualTo(1);
    } finally {
      cat.destroy();
    }
  }

  @Test
  void aProcessOfSomebodyElseIsLeftAlone() throws Exception {
    Programs.assumeInstalled("setpriv");
    assumeTrue(System.getProperty("user.name").equals("root"), "not root");
    Process cat = new ProcessBuilder("setpriv", "--reuid=65534", "--clear-groups", "cat").start();
    try {
      cat.outputWriter().write("changed\n");
      cat.outputWriter().flush();
      assertThat(cat.inputReader().readLine()).isEqualTo("changed");
      assertThat(top(cat.pid()).err)
          .matches(
              "top: process [0-9]+ belongs to [a-z0-9]+, and you are root; only its own user can"
                  + " look at it\\R");
    } finally {
      cat.destroy();
    }
  }

  @Test
  void aProcessThatIsStoppedDoesNotStopTop() throws Exception {
    try (ChildProcess office = startWithLook(Demo.Office.class)) {
      office.signal("STOP");
      assertRefused(
          top(office.pid()), "process " + office.pid() + " does not answer; is it stopped?");
    }
  }

  /// The kernel lets only so many wait, and would let the next one wait for a place among them.
  @Test
  void aFullQueueBeforeADoorStopsNobody() throws Exception {
    long self = ProcessHandle.current().pid();
    List<SocketChannel> queue = new ArrayList<>();
    try (ServerSocketChannel stopped = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      LookClient.at(folder); // makes the folder
      stopped.bind(UnixDomainSocketAddress.of(socket(self)), 1);
      fill(queue);

      assertRefused(top(self), "process " + self + " does not answer; is it stopped?");
      try (ChildProcess next = startWithLook(Demo.Office.class)) {
        assertThat(socket(self)).exists();
        assertThat(socket(next.pid())).exists();
      }
    } finally {
      for (SocketChannel waiting : queue) {
        waiting.close();
      }
    }
  }

  private void fill(List<SocketChannel> queue) throws IOException {
    SocketChannel last;
    do {
      last = SocketChannel.open(StandardProtocolFamily.UNIX);
      queue.add(last);
      last.configureBlocking(false);
      assertThat(queue).hasSizeLessThan(10);
    } while (canConnect(last));
  }

  private boolean canConnect(SocketChannel channel) {
    try {
      return channel.connect(UnixDomainSocketAddress.of(socket(ProcessHandle.current().pid())));
    } catch (IOException full) {
      return false;
    }
  }

  /// As one that goes between the list of the folder and the connection.
  @Test
  void aDoorThatIsGoneStopsNobody() throws Exception {
    LookClient.at(folder); // makes the folder
    Files.createSymbolicLink(socket(1), temporary.resolve("nowhere"));
    try (ChildProcess office = startWithLook(Demo.Office.class)) {
      assertThat(top(office.pid()).out).contains("clerk-1");
    }
  }

  @Test
  void visitorsWhoSayNothingOrTooMuchAndNeverReadDoNoHarm() throws Exception {
    try (ChildProcess office = startWithLook(Demo.Office.class)) {
      UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(socket(office.pid()));
      try (SocketChannel silent = SocketChannel.open(socket);
          SocketChannel noisy = SocketChannel.open(socket)) {
        noisy.write(ByteBuffer.wrap("x".repeat(1_000).getBytes(UTF_8)));
        LookClient client = LookClient.at(folder);

        assertThat(client.ask(office.pid(), "dance"))
            .isEqualTo("there is no question \"dance\"; ask text, json, name or process\n");
        assertThat(client.ask(office.pid(), "text abc"))
            .isEqualTo("after \"text\" comes the number of rows and nothing else\n");
        assertThat(top(office.pid()).out).contains("clerk-1");
        assertThat(silent.isOpen()).isTrue();
      }
    }
  }

  @Test
  void aSignalPrintsTheTreeOnStderr() throws Exception {
    try (ChildProcess office = startWithLook(Demo.Office.class)) {
      office.signal("USR1");
      assertThat(office.awaitLine("process ")).contains("dev.baton.look.Demo$Office");
      assertThat(office.awaitLine("  clerk-3"))
          .contains("Semaphore \"stamps\" [0 free, 3 waiting]");
    }
  }

  /// Also before its first loop; and when nobody reads stderr, a loop starts all the same.
  @Test
  void aSignalThatCannotBeAnsweredStopsNothing() throws Exception {
    try (ChildProcess stuck = inFolder(Demo.Stuck.class).start()) {
      stuck.awaitLine("before the loop");
      stuck.signal("USR1");
      stuck.awaitLine("ready");
    }
  }

  @Test
  void aFolderThatOthersCanEnterIsNotUsedAndTheProgramRunsAllTheSame() throws Exception {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String complaint = folder + " is open to others; make it yours alone: chmod 700 " + folder;
    assertRefused(top(), complaint);
    try (ChildProcess office = inFolder(Demo.Office.class).flags("-Dbaton.look=true").start()) {
      office.awaitLine("WARNING: this process cannot be looked at: " + complaint);
      office.awaitLine("ready");
    }
  }

  @Test
  void aLinkInPlaceOfTheFolderIsNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createSymbolicLink(folder, elsewhere);

    assertRefused(top(), folder + " must be a folder; remove it");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() {
    folder = temporary.resolve("missing").resolve("baton");

    assertRefused(top(), "there is no " + folder);
  }

  @Test
  void looksAgainUntilTheProcessEnds() throws Exception {
    try (ChildProcess office = startWithLook(Demo.Office.class);
        ChildProcess top = inFolder(Top.class).start("" + office.pid(), "--every", "0.1")) {
      top.awaitLine("process ");
      top.awaitLine("process ");
      office.signal("TERM");

      assertThat(top.output()).contains("process " + office.pid() + " has ended");
      assertThat(top.exitCode()).isZero();
    }
  }

  @Test
  void inJsonTheLastWordIsNotOnStdout() throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            looked.countDown();
          }
        };
    try (ChildProcess office = startWithLook(Demo.Office.class)) {
      List<String> words = List.of(String.valueOf(office.pid()), "--json", "--every", "0.1");
      FutureTask<Integer> top =
          new FutureTask<>(
              () ->
                  new Shell("top", InputStream.nullInputStream(), out, err)
                      .run(shell -> Top.run(shell, words, folder)));
      Thread.ofPlatform().daemon().start(top);
      looked.await();
      office.signal("TERM");

      assertThat(top.get()).isZero();
      assertThat(out.toString(UTF_8).lines()).allMatch(line -> line.startsWith("{\"type\":"));
      assertThat(err.toString(UTF_8)).contains("process " + office.pid() + " has ended");
    }
  }

  @Test
  void whenItsReaderHasGoneItEnds() throws Exception {
    try (ChildProcess office = startWithLook(Demo.Office.class);
        ChildProcess top =
            inFolder(Top.class).errorsApart().start("" + office.pid(), "--every", "0.1")) {
      assertThat(top.nextLine()).startsWith("process " + office.pid());
      top.closeOutput();

      assertThat(top.exitCode()).isZero();
      assertThat(top.err().all()).isEmpty();
    }
  }

  @Test
  void aHelpThatCannotBeWrittenIsNoSuccess() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full here");
    ProcessBuilder help =
        new ProcessBuilder(inFolder(Top.class).command("--help")).redirectOutput(full.toFile());
    try (ChildProcess top = ChildProcess.start(help)) {
      assertThat(top.err().all()).isEqualTo("top: cannot write to stdout: No space left on device");
      assertThat(top.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void itsHelpNamesTheCommandThatTheLauncherNames() throws Exception {
    ChildJvm jvm = inFolder(Top.class).flags("-Dbaton.command=./run top");
    try (ChildProcess top = jvm.start("--help")) {
      assertThat(top.output())
          .startsWith("Usage: ./run top [PID] [OPTION...]\n")
          .endsWith("Examples:\n  ./run top\n  ./run top 4711 --every 500ms");
    }
  }

  /// A terminal of its own, by `script` of util-linux.
  @Test
  void onATerminalItDrawsTheWholeScreenAndEndsWithCtrlC() throws Exception {
    Programs.assumeInstalled("script", "stty");
    try (ChildProcess office = startWithLook(Demo.Office.class)) {
      String top = String.join(" ", inFolder(Top.class).command("" + office.pid()));
      String command = "stty rows 7 cols 60; " + top;
      try (ChildProcess script =
          ChildProcess.start(new ProcessBuilder("script", "-qefc", command, "/dev/null"))) {
        for (int screens = 0; screens < 2; ) {
          String line = script.nextLine();
          assertThat(line).isNotNull().hasSizeLessThan(100);
          screens += line.contains("\033[Hprocess " + office.pid()) ? 1 : 0;
        }
        script.write("\003");

        assertThat(script.exitCode()).isEqualTo(130);
        assertThat(script.output()).contains("... 5 more lines: see --once\033[J");
      }
    }
  }
}
