package dev.baton.scraper.sqlite;

import dev.baton.scraper.StoreException;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Lets one process alone use a job. The lock is the system's: it ends with the process, however
/// that ends. The file stays, and names the process that used the job last.
final class JobLock implements AutoCloseable {
  private static final String NAME = "lock";

  /// Far behind the text, which others so may read on every system.
  private static final long PLACE = Long.MAX_VALUE - 1;

  /// Those of this process: to open and close such a file once more would end its lock.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private JobLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// @throws StoreException if another process uses the job, or this one already does
  static JobLock take(Path folder) {
    try {
      Path file = folder.toRealPath().resolve(NAME);
      if (!OWN.add(file)) {
        throw taken(folder, Long.toString(ProcessHandle.current().pid()));
      }
      try {
        return new JobLock(file, lock(folder, file));
      } catch (Throwable failure) {
        OWN.remove(file);
        throw failure;
      }
    } catch (IOException failure) {
      throw new StoreException(
          "job %s cannot be locked: %s; check that this user may write to it"
              .formatted(JobFile.shown(folder), FailureText.of(failure)),
          failure);
    }
  }

  private static FileChannel lock(Path folder, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      FileLock lock = channel.tryLock(PLACE, 1, false);
      if (lock == null) {
        throw taken(folder, Files.readString(file).strip());
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

  private static StoreException taken(Path folder, String pid) {
    String process = pid.matches("[0-9]{1,10}") ? "process " + pid : "another process";
    return new StoreException(
        "job %s is used by %s; wait for its end, or stop it"
            .formatted(JobFile.shown(folder), process));
  }

  @Override
  public void close() throws IOException {
    channel.close();
    OWN.remove(file);
  }
}
