package dev.baton.scraper.sqlite;

import dev.baton.program.FolderLock;
import dev.baton.scraper.StoreException;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.nio.file.Path;

/// Lets one process alone use a job: see [FolderLock].
final class JobLock implements AutoCloseable {
  private final FolderLock lock;

  private JobLock(FolderLock lock) {
    this.lock = lock;
  }

  /// @throws StoreException if another process uses the job, or this one already does
  static JobLock take(Path folder) {
    try {
      return new JobLock(FolderLock.take(folder));
    } catch (FolderLock.TakenException taken) {
      throw new StoreException(
          "job %s is used by %s; wait for its end, or stop it"
              .formatted(JobFile.shown(folder), taken.user()),
          taken);
    } catch (IOException failure) {
      throw new StoreException(
          "job %s cannot be locked: %s; check that this user may write to it"
              .formatted(JobFile.shown(folder), FailureText.of(failure)),
          failure);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
