package dev.baton.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.TaskGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// With streams of its own. What a real process does is [ShellProcessTest]'s.
class ShellTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Shell shell = new Shell("feed", InputStream.nullInputStream(), out, err);

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  @Test
  void whatItSaysBeginsWithItsNameAndIsSafe() {
    shell.say("no \u001b[2Jroute\nto é");

    assertThat(err()).isEqualTo("feed: no \\u001b[2Jroute\\u000ato é" + System.lineSeparator());
    assertThat(out()).isEmpty();
  }

  @Test
  void aWrongCommandLineIsOneSentenceAndTwo() {
    assertThat(shell.run(s -> s.usage("--port must be 0 to 65535, got 70000", "feed serve")))
        .isEqualTo(2);
    assertThat(err().lines())
        .containsExactly("feed: --port must be 0 to 65535, got 70000; see feed serve --help");
  }

  @Test
  void aWordThatIsNotKnownIsNamedWithSimilarOnes() {
    List<String> none = List.of();
    assertThat(shell.unexpected("--prot", List.of("--port", "--http-port"), none, "feed serve"))
        .isEqualTo(2);
    assertThat(shell.unexpected("dance", none, none, "feed serve")).isEqualTo(2);
    assertThat(err().lines())
        .containsExactly(
            "feed: unknown option --prot (similar: --port, --http-port); see feed serve --help",
            "feed: unexpected argument dance; see feed serve --help");
  }

  @Test
  void aWordInThePlaceOfACommandIsAnsweredWithTheCommands() {
    List<String> similar = List.of("serve");
    assertThat(shell.unexpected("serv", similar, List.of("serve", "watch"), "feed")).isEqualTo(2);
    shell.unexpected("serv", similar, List.of("serve"), "feed");
    shell.unexpected("--serv", List.of(), List.of("serve"), "feed");
    assertThat(err().lines())
        .containsExactly(
            "feed: there is no command serv (did you mean serve?); there are serve, watch; see feed"
                + " --help",
            "feed: there is no command serv (did you mean serve?); there is serve; see feed --help",
            "feed: unknown option --serv; see feed --help");
  }

  @Test
  void aProgramChoosesTheCodeOfResultsThatCannotBeWritten() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Shell unheard =
        new Shell("feed", InputStream.nullInputStream(), full, OutputStream.nullOutputStream());
    unheard.printer().println("x");
    unheard.unwritable(Exit.own(3, "nothing can be written"));
    assertThat(unheard.run(_ -> 0)).isEqualTo(3);
  }

  @Test
  void theExitCodeOfTheCommandLineIsThePrograms() {
    assertThat(shell.run(_ -> 7)).isEqualTo(7);
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.IllegalStateException",
    "java.lang.AssertionError",
    "java.lang.StackOverflowError",
    "java.lang.InternalError",
    "java.lang.NoSuchMethodError"
  })
  void whateverIsThrownIsABugAndSeventy(Class<? extends Throwable> type) throws Exception {
    Throwable thrown = type.getConstructor().newInstance();
    int code =
        shell.run(
            _ -> {
              throw ShellTest.<RuntimeException>asIs(thrown);
            });

    assertThat(code).isEqualTo(70);
    assertThat(err().lines())
        .startsWith("feed: internal error; this is a bug", type.getName())
        .anyMatch(line -> line.startsWith("    at dev.baton.program.ShellTest."));
  }

  @Test
  void thatThereIsNoMemoryIsASentenceAlsoWhereItIsInAGroup() {
    int code =
        shell.run(
            _ -> {
              EventLoop.run(
                  () ->
                      TaskGroup.run(
                          group ->
                              group.spawn(
                                  () -> {
                                    throw new OutOfMemoryError();
                                  })));
              return 0;
            });

    assertThat(code).isEqualTo(70);
    assertThat(err().lines()).containsExactly("feed: out of memory; give java more with -Xmx");
  }

  @Test
  void aLackOfMemoryIsFoundAmongTheCauses() {
    int code =
        shell.run(
            _ -> {
              throw new IllegalStateException(new IOException(new OutOfMemoryError()));
            });

    assertThat(code).isEqualTo(70);
    assertThat(err().lines()).containsExactly("feed: out of memory; give java more with -Xmx");
  }

  @Test
  void aLackOfFilesIsNoBug() {
    IOException canceled = new IOException("canceled due to an error");
    canceled.addSuppressed(
        new ExceptionInInitializerError(new SocketException("Too many open files")));

    int code =
        shell.run(
            _ -> {
              throw new IllegalStateException(canceled);
            });

    assertThat(code).isEqualTo(70);
    assertThat(err().lines()).containsExactly("feed: too many open files; raise ulimit -n");
  }

  /// A larger heap would leave even less for threads.
  @Test
  void whatIsLackingBesidesTheHeapIsSaidAsTheJvmSaysIt() {
    shell.bug(new OutOfMemoryError("Cannot reserve 65536 bytes of direct buffer memory"));

    assertThat(err().lines())
        .containsExactly("feed: out of memory: Cannot reserve 65536 bytes of direct buffer memory");
  }

  @Test
  void thatItMayStartNoMoreThreadsIsSaidWithWhatToDo() {
    shell.bug(new OutOfMemoryError("unable to create native thread: possibly out of memory"));

    assertThat(err().lines())
        .containsExactly(
            "feed: too many threads; raise ulimit -u, or the number of processes that the"
                + " container may have");
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X asIs(Throwable thrown) throws X {
    throw (X) thrown;
  }

  @Test
  void theTraceOfABugIsSafeToShow() {
    shell.bug(new IllegalStateException("\u001b[2J"));

    assertThat(err()).contains("IllegalStateException: \\u001b[2J").doesNotContain("\u001b");
  }

  @Test
  void anEndlessRecursionIsABugToo() {
    assertThat(shell.run(_ -> recurse(0))).isEqualTo(70);
    assertThat(err()).startsWith("feed: internal error; this is a bug");
  }

  private static int recurse(int depth) {
    return recurse(depth + 1) + 1;
  }

  @Test
  void aCancellationThatNobodyCaughtIsCtrlC() {
    int code =
        shell.run(
            _ ->
                EventLoop.run(
                    () -> {
                      Async.currentTask().cancel("Ctrl-C");
                      Async.yieldNow();
                      return 0;
                    }));

    assertThat(code).isEqualTo(130);
    assertThat(err()).isEmpty();
  }

  @Test
  void whichSignalHasStoppedItIsNotSaid() {
    assertThat(shell.run(s -> s.stopped("nothing is lost"))).isEqualTo(130);
    assertThat(err().lines()).containsExactly("feed: stopped; nothing is lost");
  }

  @Test
  void whatItPrintsComesBeforeWhatItSaysAfterwards() {
    Trail trail = new Trail();
    Shell traced =
        new Shell("feed", InputStream.nullInputStream(), trail.stream("out"), trail.stream("err"));
    int code =
        traced.run(
            s -> {
              s.printer().print("a table é\n");
              s.say("and a word");
              s.printer().print("more\n");
              return 0;
            });

    assertThat(code).isZero();
    assertThat(trail.writes())
        .containsExactly("out a table é|", "err feed: and a word|", "out more|");
  }

  @Test
  void whereTheReaderOfATableHasGoneItEndsQuietly() {
    Trail trail = new Trail();
    trail.fail("Broken pipe");
    Shell broken = new Shell("jobs", InputStream.nullInputStream(), trail.stream("out"), err);

    assertThat(broken.run(ShellTest::printALot)).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  void whereATableCannotBeWrittenItSaysSo() {
    Trail trail = new Trail();
    trail.fail("No space left on device");
    Shell full = new Shell("jobs", InputStream.nullInputStream(), trail.stream("out"), err);

    assertThat(full.run(ShellTest::printALot)).isEqualTo(1);
    assertThat(err().lines())
        .containsExactly("jobs: cannot write to stdout: No space left on device");
    assertThat(full.run(_ -> 5)).as("what went wrong before").isEqualTo(5);
  }

  private static int printALot(Shell shell) {
    for (int i = 0; i < 10_000; i++) {
      shell.printer().println("line " + i);
    }
    return 0;
  }

  /// The failure of an output that a loop writes, wherever it comes out.
  @ParameterizedTest
  @CsvSource({"Broken pipe, 0, ''", "Disk full, 1, jobs: cannot write to stdout: Disk full"})
  void anOutputThatCannotBeWrittenIsAnsweredInOneWay(String message, int code, String said) {
    Trail trail = new Trail();
    trail.fail(message);
    Shell broken = new Shell("jobs", InputStream.nullInputStream(), trail.stream("out"), err);
    int got =
        broken.run(
            s -> {
              try {
                return EventLoop.run(() -> printForEver(s.output()));
              } catch (IOException unwritten) {
                return s.failed(unwritten);
              }
            });

    assertThat(got).isEqualTo(code);
    assertThat(err().strip()).isEqualTo(said);
  }

  @Test
  void aBugBesideAnOutputThatCannotBeWrittenIsABug() {
    Trail trail = new Trail();
    trail.fail("Broken pipe");
    Shell broken = new Shell("jobs", InputStream.nullInputStream(), trail.stream("out"), err);
    int code =
        broken.run(
            s ->
                EventLoop.run(
                    () -> {
                      TaskGroup.run(
                          group -> {
                            group.spawn(() -> printForEver(s.output()));
                            try {
                              Async.sleep(Duration.ofHours(1));
                            } finally {
                              failToCleanUp();
                            }
                          });
                      return 0;
                    }));

    assertThat(code).isEqualTo(70);
    assertThat(err()).startsWith("jobs: internal error; this is a bug").contains("cleanup");
  }

  private static void failToCleanUp() {
    throw new IllegalStateException("cleanup");
  }

  private static int printForEver(Output output) throws IOException {
    return output.run(
        () -> {
          while (true) {
            output.print("line");
            Async.sleep(Duration.ofMillis(1));
          }
        });
  }

  @Test
  void aVersionNamesTheProgramAndComesFromTheBuild() {
    assertThat(shell.version(ShellTest.class)).isEqualTo("baton-feed dev");
    assertThat(shell.version(Test.class)).matches("baton-feed [0-9]+\\.[0-9]+.*"); // of its jar
  }

  @Test
  void streamsOfATestAreNoTerminals() {
    assertThat(shell.outTerminal()).isEmpty();
    assertThat(shell.errTerminal()).isEmpty();
  }
}
