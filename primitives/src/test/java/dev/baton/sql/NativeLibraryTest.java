package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Driver;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class NativeLibraryTest {
  @TempDir private Path folder;

  /// For the child; the driver's.
  @TempDir private Path temporary;

  /// Has a database open until its input ends.
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      EventLoop.run(
          () -> {
            try (Database notes = Notes.open(Path.of(arguments[0]))) {
              Notes.adding(notes, "a").await();
              System.out.println("open");
              Blocking.call(() -> System.in.read());
              Notes.adding(notes, "b").await();
            }
          });
      System.out.println("closed");
    }
  }

  private ChildProcess start(String... flags) throws IOException {
    return ChildJvm.of(Program.class)
        .flags("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary)
        .flags(flags)
        .start(folder.resolve("notes.db").toString());
  }

  /// Loads the library. Told to wait, it never gets it: a driver that comes before SQLite's waits
  /// for the end of the input.
  static final class Loading {
    private Loading() {}

    public static void main(String[] arguments) throws Exception {
      if (arguments.length > 0) {
        DriverManager.registerDriver(waitingDriver());
      }
      NativeLibrary.load();
    }

    private static Driver waitingDriver() {
      return (Driver)
          Proxy.newProxyInstance(
              Loading.class.getClassLoader(),
              new Class<?>[] {Driver.class},
              (_, method, _) -> {
                if (method.getName().equals("connect")) {
                  System.out.println("loading");
                  System.in.read();
                }
                return null;
              });
    }
  }

  private ChildProcess startLoading(String... arguments) throws IOException {
    return ChildJvm.of(Loading.class)
        .flags("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary)
        .start(arguments);
  }

  private List<String> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void nothingIsInTheTemporaryFolderWhileAProgramRunsNorAfterAKill() throws Exception {
    try (ChildProcess program = start()) {
      assertThat(program.awaitLine("open")).isEqualTo("open");
      assertThat(temporaryFiles()).isEmpty();
    } // kills it
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void theLibraryWorksThoughItsFileIsGone() throws Exception {
    try (ChildProcess program = start()) {
      assertThat(program.awaitLine("open")).isEqualTo("open");
      program.closeInput();
      assertThat(program.awaitLine("closed")).isEqualTo("closed");
      assertThat(program.exitCode()).isZero();
    }
    assertThat(EventLoop.run(() -> Notes.in(folder.resolve("notes.db")))).containsExactly("a", "b");
  }

  @Test
  void whatAnEarlierStartLeftIsDeletedWhenItIsOld() throws Exception {
    Path old = Files.createDirectory(temporary.resolve("baton-sqlite-1"));
    Files.writeString(old.resolve("library"), "x");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Path fresh = Files.createDirectory(temporary.resolve("baton-sqlite-2"));
    Path foreign = Files.createDirectory(temporary.resolve("sqlite-3"));
    Files.setLastModifiedTime(foreign, FileTime.from(Instant.EPOCH));
    Path outside = Files.createDirectory(temporary.resolve("theirs"));
    Files.writeString(outside.resolve("precious"), "x");
    Files.setLastModifiedTime(outside, FileTime.from(Instant.EPOCH));
    Files.createSymbolicLink(temporary.resolve("baton-sqlite-4"), outside);

    try (ChildProcess program = start()) {
      assertThat(program.awaitLine("open")).isEqualTo("open");
    }

    assertThat(temporaryFiles())
        .containsExactly(fresh.getFileName().toString(), "baton-sqlite-4", "sqlite-3", "theirs");
    assertThat(outside.resolve("precious")).exists();
  }

  @Test
  void theFolderOfAKilledProgramIsDeletedAtOnceAndThatOfALivingOneIsNot() throws Exception {
    List<String> loading;
    try (ChildProcess program = startLoading("wait")) {
      assertThat(program.awaitLine("loading")).isEqualTo("loading");
      loading = temporaryFiles();
      assertThat(loading).hasSize(1).first().asString().startsWith("baton-sqlite-");
      setTime(loading, Instant.EPOCH);

      load();
      assertThat(temporaryFiles()).isEqualTo(loading);
    } // kills it

    setTime(loading, Instant.now());
    load();
    assertThat(temporaryFiles()).isEmpty();
  }

  private void setTime(List<String> names, Instant time) throws IOException {
    Files.setLastModifiedTime(temporary.resolve(names.getFirst()), FileTime.from(time));
  }

  private void load() throws Exception {
    try (ChildProcess program = startLoading()) {
      assertThat(program.exitCode()).isZero();
    }
  }

  @Test
  void whoSaysWhereToUnpackIsObeyed() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (ChildProcess program = start("-Dorg.sqlite.tmpdir=" + other)) {
      assertThat(program.awaitLine("open")).isEqualTo("open");
      assertThat(other).isNotEmptyDirectory();
      program.closeInput();
      assertThat(program.awaitLine("closed")).isEqualTo("closed");
    }
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void whereNothingCanBeUnpackedThatIsSaid() throws Exception {
    Files.delete(temporary);
    try (ChildProcess program = start()) {
      assertThat(program.exitCode()).isOne();
      assertThat(program.output())
          .contains("DatabaseException: opening " + folder.resolve("notes.db") + " failed: ")
          .contains(unusable());
    }
    Files.createDirectory(temporary);
  }

  /// Half a library is none, and must not be used.
  @Test
  void whereTheLibraryFindsNoRoomThatIsSaid() throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 200; exec \"$@\"", "sh"));
    command.addAll(
        ChildJvm.of(Program.class)
            .flags("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary)
            .command(folder.resolve("notes.db").toString()));
    try (ChildProcess program =
        ChildProcess.start(new ProcessBuilder(command).redirectErrorStream(true))) {
      assertThat(program.exitCode()).isOne();
      assertThat(program.output()).contains("DatabaseException").contains(unusable());
    }
  }

  private String unusable() {
    return "SQLite's native library cannot be used from folder "
        + temporary
        + "; make room there, or name another by -Djava.io.tmpdir=FOLDER, from which programs may"
        + " be run";
  }
}
