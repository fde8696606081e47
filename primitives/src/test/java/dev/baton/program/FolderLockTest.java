package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path folder;

  @Test
  void oneUserAtATimeOfTheSameProcess() throws IOException {
    String here = "process " + ProcessHandle.current().pid();
    try (FolderLock _ = FolderLock.take(folder)) {
      assertThatThrownBy(() -> FolderLock.take(folder.resolve(".")))
          .isInstanceOf(FolderLock.TakenException.class)
          .hasMessage("the folder is used by " + here);
      assertThat(FolderLock.userOf(folder)).contains(here);
    }
    assertThat(FolderLock.userOf(folder)).isEmpty();
    FolderLock.take(folder).close();
  }

  @Test
  void aFolderThatNobodyHasUsedHasNoUserAndIsNotTouched() throws IOException {
    assertThat(FolderLock.userOf(folder)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  /// Uses a folder until its input ends.
  static final class Occupant {
    private Occupant() {}

    public static void main(String[] folder) throws IOException {
      try (FolderLock _ = FolderLock.take(Path.of(folder[0]))) {
        System.out.println("taken");
        System.in.read();
      }
    }
  }

  @Test
  @Tag("process")
  void anotherProcessIsNamedUntilItIsKilled() throws Exception {
    try (ChildProcess occupant = ChildJvm.of(Occupant.class).start(folder.toString())) {
      occupant.awaitLine("taken");
      assertThat(FolderLock.userOf(folder)).contains("process " + occupant.pid());
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOfSatisfying(
              FolderLock.TakenException.class,
              taken -> assertThat(taken.user()).isEqualTo("process " + occupant.pid()));
    }
    FolderLock.take(folder).close();
  }
}
