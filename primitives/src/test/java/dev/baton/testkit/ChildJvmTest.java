package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ChildJvmTest {
  /// Says what it was given, repeats its input, and ends with 3 at its end.
  static final class Parrot {
    private Parrot() {}

    public static void main(String[] args) throws IOException {
      System.out.println("arguments " + String.join(" ", args));
      System.out.println("mode " + System.getProperty("baton.mounted"));
      System.out.println("COLOUR " + System.getenv("COLOUR"));
      System.out.println("folder " + Path.of("").toAbsolutePath());
      System.err.println("a complaint");
      System.in.transferTo(System.out);
      System.exit(3);
    }
  }

  @Test
  void givesTheProgramWhatItIsToHaveAndReadsWhatItSays(@TempDir Path folder) throws Exception {
    try (ChildProcess parrot =
        ChildJvm.of(Parrot.class)
            .environment("COLOUR", "green")
            .in(folder)
            .errorsApart()
            .start("a", "b")) {
      assertThat(parrot.nextLine()).isEqualTo("arguments a b");
      parrot.writeLine("hello");
      parrot.closeInput();

      assertThat(parrot.awaitLine("hel")).isEqualTo("hello");
      assertThat(parrot.nextLine()).isNull();
      assertThat(parrot.exitCode()).isEqualTo(3);
      assertThat(parrot.output())
          .isEqualTo(
              "arguments a b\nmode %s\nCOLOUR green\nfolder %s\nhello"
                  .formatted(System.getProperty("baton.mounted", "always"), folder));
      assertThat(parrot.err().all()).isEqualTo("a complaint");
    }
  }

  @Test
  void stderrIsAmongTheLinesOfStdoutIfItIsNotKeptApart() throws Exception {
    try (ChildProcess parrot = ChildJvm.plain(Parrot.class).start()) {
      assertThat(parrot.out().awaitLineWith("null")).isEqualTo("mode null");
      assertThat(parrot.awaitLine("a comp")).isEqualTo("a complaint");
      assertThat(parrot.err().nextLine()).isNull();
    }
  }

  @Test
  void aLineThatNeverComesIsAFailureThatShowsWhatCame() throws Exception {
    try (ChildProcess parrot = ChildJvm.of(Parrot.class).start("x")) {
      parrot.closeInput();

      assertThatThrownBy(() -> parrot.awaitLine("ready"))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith(
              "Parrot ended without a line that begins with \"ready\":\narguments x\nmode ")
          .hasMessageEndingWith("a complaint");
    }
  }

  @Test
  void aProcessWhoseTimeIsOverIsKilledAndTheTestFails() throws Exception {
    try (ChildProcess parrot = ChildJvm.of(Parrot.class).limit(Duration.ofMillis(700)).start()) {
      assertThatThrownBy(parrot::exitCode).hasMessage("Parrot did not end within 700 ms");
      assertThat(parrot.isAlive()).isFalse();
    }
  }

  @Test
  void itIsGoneWithItsChildrenWhenItIsClosed() throws Exception {
    Programs.assumeInstalled("sh", "sleep");
    ProcessHandle sleep;
    try (ChildProcess shell =
        ChildProcess.start(new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait"))) {
      sleep = ProcessHandle.of(Long.parseLong(shell.nextLine())).orElseThrow();
      assertThat(sleep.isAlive()).isTrue();
    }
    sleep.onExit().join();
  }

  @Test
  void signalsEndIt() throws Exception {
    UnixSignals.assumeHeard("TERM");
    try (ChildProcess parrot = ChildJvm.of(Parrot.class).start()) {
      parrot.awaitLine("a complaint");
      parrot.signal("STOP");
      parrot.signal("CONT");
      parrot.signal("TERM");
      assertThat(parrot.exitCode()).isEqualTo(143);
    }
  }

  /// Writes for ever.
  static final class Chatterbox {
    private Chatterbox() {}

    public static void main(String[] args) {
      while (!System.out.checkError()) {
        System.out.println("x".repeat(100));
      }
      System.exit(4);
    }
  }

  @Test
  void whatWritesWithoutEndIsAFailure() throws Exception {
    try (ChildProcess chatterbox = ChildJvm.of(Chatterbox.class).start()) {
      assertThatThrownBy(chatterbox::output)
          .isInstanceOf(AssertionError.class)
          .message()
          .startsWith("Chatterbox wrote more than 10,000,000 characters")
          .hasSizeLessThan(100_000);
    }
  }

  @Test
  void noticesThatItsReaderHasGone() throws Exception {
    try (ChildProcess chatterbox = ChildJvm.of(Chatterbox.class).errorsApart().start()) {
      chatterbox.closeOutput();
      assertThat(chatterbox.exitCode()).isEqualTo(4);
    }
  }
}
