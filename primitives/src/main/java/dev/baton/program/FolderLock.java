package dev.baton.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Lets one process alone use a folder. The lock is the system's: it ends with the process, however
/// that ends. Its file, `lock`, stays, and names the process that used the folder last.
///
/// It blocks: call it outside the loop ([dev.baton.Blocking]).
public final class FolderLock implements AutoCloseable {
  /// The file of the lock.
  public static final String FILE = "lock";

  /// Far behind the text, which others so may read on every system.
  private static final long PLACE = Long.MAX_VALUE - 1;

  /// Those of this process: to open and close such a file once more would end its lock.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Another process uses the folder, or this one already does.
  public static final class TakenException extends IOException {
    private final String user;

    private TakenException(String user) {
      super("the folder is used by " + user);
      this.user = user;
    }

    /// Who uses it: `process 42`, or `another process`.
    public String user() {
      return user;
    }
  }

  /// @throws TakenException if the folder is in use
  /// @throws IOException if the lock cannot be made
  public static FolderLock take(Path folder) throws IOException {
    Path file = folder.toRealPath().resolve(FILE);
    if (!OWN.add(file)) {
      throw new TakenException(thisProcess());
    }
    try {
      return new FolderLock(file, lock(file));
    } catch (Throwable failure) {
      OWN.remove(file);
      throw failure;
    }
  }

  /// Who uses the folder now: `process 42`. Takes nothing, and needs to read only.
  public static Optional<String> userOf(Path folder) throws IOException {
    Path file = folder.toRealPath().resolve(FILE);
    if (OWN.contains(file)) {
      return Optional.of(thisProcess());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.tryLock(PLACE, 1, true) == null
          ? Optional.of(process(file))
          : Optional.empty();
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      if (channel.tryLock(PLACE, 1, false) == null) {
        throw new TakenException(process(file));
      }
      String pid = ProcessHandle.current().pid() + "\n";
      channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (Throwable failure) {
      try (channel) {
        throw failure;
      }
    }
  }

  private static String thisProcess() {
    return "process " + ProcessHandle.current().pid();
  }

  private static String process(Path file) throws IOException {
    String pid = Files.readString(file).strip();
    return pid.matches("[0-9]{1,10}") ? "process " + pid : "another process";
  }

  @Override
  public void close() throws IOException {
    channel.close();
    OWN.remove(file);
  }
}
