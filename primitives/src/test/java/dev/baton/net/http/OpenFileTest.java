package dev.baton.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that somebody changes while they are opened.
class OpenFileTest {
  private static final int LARGER = 2 * OpenFile.SMALL;

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void fill() throws IOException {
    root = Files.createDirectory(folder.resolve("root")).toRealPath();
    Files.createDirectories(root.resolve("a/b"));
    Files.writeString(root.resolve("a/b/s"), "public");
    Files.createDirectories(folder.resolve("outside/b"));
    Files.writeString(folder.resolve("outside/b/s"), "secret");
  }

  @Test
  void opensAFileBelowFolders() throws IOException {
    try (OpenFile file = OpenFile.open(root, Path.of("a/b/s"))) {
      assertThat(file.content()).asString(StandardCharsets.US_ASCII).isEqualTo("public");
      assertThat(file.name()).isEqualTo("s");
    }
    assertThat(OpenFile.open(root, Path.of("a/b"))).as("a folder").isNull();
  }

  /// It was a folder when the path was found.
  @Test
  void aFolderThatHasBecomeALinkLeadsNowhere() throws IOException {
    Files.move(root.resolve("a"), folder.resolve("gone"));
    Files.createSymbolicLink(root.resolve("a"), folder.resolve("outside"));
    assertThat(root.resolve("a/b/s")).content().isEqualTo("secret");

    assertThatThrownBy(() -> OpenFile.open(root, Path.of("a/b/s")))
        .satisfies(OpenFileTest::requireChange);
  }

  @Test
  void aFolderThatIsGoneOrHasBecomeAFileIsAChange() throws IOException {
    assertThatThrownBy(() -> OpenFile.open(root, Path.of("gone/s")))
        .satisfies(OpenFileTest::requireChange);
    assertThatThrownBy(() -> OpenFile.open(root, Path.of("a/b/s/s")))
        .satisfies(OpenFileTest::requireChange);
  }

  /// Looking again at once would find none either.
  @Test
  void thatNoDescriptorIsLeftIsNoChange() {
    var failure = new FileSystemException("s", null, "Too many open files");

    assertThat(OpenFile.saysChange(failure)).isFalse();
    assertThat(OpenFile.saysChange(new FileSystemException("s"))).isFalse();
  }

  private static void requireChange(Throwable failure) {
    assertThat(failure).isInstanceOf(FileSystemException.class);
    assertThat(OpenFile.saysChange((FileSystemException) failure)).as("%s", failure).isTrue();
  }

  @Test
  void aFileThatHasBecomeALinkIsNoFile() throws IOException {
    Files.delete(root.resolve("a/b/s"));
    Files.createSymbolicLink(root.resolve("a/b/s"), folder.resolve("outside/b/s"));

    assertThat(OpenFile.open(root, Path.of("a/b/s"))).isNull();
  }

  /// Between the look at it and its opening.
  @Test
  void aFileThatBecomesALinkIsToBeLookedForAgain() throws IOException {
    Files.createSymbolicLink(root.resolve("link"), root.resolve("a/b/s"));

    try (SecureDirectoryStream<Path> secure =
        (SecureDirectoryStream<Path>) Files.newDirectoryStream(root)) {
      assertThatThrownBy(() -> new OpenFile.InFolder(secure, Path.of("link")).open())
          .satisfies(OpenFileTest::requireChange)
          .hasMessage("link: was replaced while it was opened");
    }
  }

  /// One version has all As, the other has more Bs.
  @Test
  void whatIsSaidAndWhatIsReadAreOfTheSameVersionWhileAnotherThreadReplacesTheFile()
      throws Exception {
    replace("a/b/s", 'A', LARGER);
    AtomicBoolean stop = new AtomicBoolean();
    Thread replacing = Thread.ofPlatform().start(() -> replaceUntil(stop));
    try {
      int opened = 0;
      for (int i = 0; i < 300; i++) {
        opened += isOneVersion() ? 1 : 0;
      }
      assertThat(opened).isPositive();
    } finally {
      stop.set(true);
      replacing.join();
    }
  }

  private void replaceUntil(AtomicBoolean stop) {
    try {
      for (int i = 1; !stop.get(); i++) {
        replace("a/b/s", i % 2 == 0 ? 'A' : 'B', i % 2 == 0 ? LARGER : LARGER + 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replace(String name, char letter, int size) throws IOException {
    Path fresh = folder.resolve("fresh");
    Files.writeString(fresh, String.valueOf(letter).repeat(size));
    Files.move(
        fresh,
        root.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /// False if it was replaced at the wrong moment, and is to be looked for again.
  private boolean isOneVersion() throws IOException {
    try (OpenFile file = OpenFile.open(root, Path.of("a/b/s"))) {
      ByteBuffer all = ByteBuffer.allocate((int) file.size());
      file.read(all, 0);
      byte letter = file.size() == LARGER ? (byte) 'A' : (byte) 'B';
      assertThat(all.array()).containsOnly(letter);
      return true;
    } catch (FileSystemException replaced) {
      return false;
    }
  }
}
