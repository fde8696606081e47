package dev.baton.program;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Replaces a file as a whole: whoever looks sees the old one or the new one, never a part, and
/// what was replaced stays so when the power fails.
///
/// It blocks: call it outside the loop ([dev.baton.Blocking]).
public final class AtomicFile {
  /// Writes the new content.
  ///
  /// @param <X> what else may go wrong
  @FunctionalInterface
  public interface Content<X extends Exception> {
    /// @param file empty or not there yet, beside the one that it will replace
    void writeTo(Path file) throws IOException, X;
  }

  private AtomicFile() {}

  /// Writes the content into a file of its own and puts that in the place of the target.
  ///
  /// @param tag part of the name of the file that is written first, beside the target; whoever uses
  ///   the same again overwrites what a crash left behind
  /// @throws IOException also if the target is no regular file but a pipe, a device or a folder
  public static <X extends Exception> void replace(Path target, String tag, Content<X> content)
      throws IOException, X {
    requireReplaceable(target);
    Path draft = target.resolveSibling("." + target.getFileName() + "." + tag + ".tmp");
    try {
      content.writeTo(draft);
      sync(draft, StandardOpenOption.WRITE);
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    syncFolderOf(target.toAbsolutePath());
  }

  /// A pipe, a device or a folder is there for somebody else. A symbolic link is replaced itself.
  private static void requireReplaceable(Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        && !Files.isSymbolicLink(target)) {
      throw new IOException("it is no regular file, and is not replaced; name another file");
    }
  }

  private static void sync(Path file, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(file, access)) {
      channel.force(true);
    }
  }

  private static void syncFolderOf(Path file) {
    try {
      sync(file.getParent(), StandardOpenOption.READ);
    } catch (IOException notOnThisSystem) {
      // Windows cannot open a folder, and needs no such thing
    }
  }
}
