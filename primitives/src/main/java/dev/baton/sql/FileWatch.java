package dev.baton.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Supplier;

/// Notices that the files of a database are not those any more that were opened: what is written
/// then is lost. Each transaction asks first.
///
/// It only asks for attributes. To open the files, or lock them, would end the locks of SQLite's
/// driver, which belong to the process. No two files that somebody holds open have the same key.
///
/// Its methods throw the program's exception: see [SqliteFile].
public final class FileWatch {
  /// SQLite deletes these when the last connection is closed: not while this program has one.
  private static final String LOG = "-wal";

  private static final String INDEX = "-shm";

  /// The keys are null where the system has no such thing.
  private record Marks(Object key, long size, Object log, Object index) {}

  private final SqliteFile file;

  /// Both are set by the first look, which ends before the store is open for anybody.
  private Path real;

  private Marks opened;

  /// The largest size that a transaction has seen. Only the database's thread writes it.
  private volatile long largest;

  /// @param file that is about to be opened
  public FileWatch(SqliteFile file) {
    this.file = file;
  }

  /// Comes first in each transaction, on the database's thread. The first of them, which makes the
  /// log, has to end before others use the database. Throws if a file was deleted, replaced or cut
  /// since an earlier transaction.
  public void beginTransaction() {
    if (opened == null) {
      real = file.real();
      opened = look();
    }
    largest = Math.max(largest, same().size);
  }

  /// On any thread, after a transaction that failed. Throws if a file was deleted, replaced or cut
  /// since an earlier transaction: that is why then.
  public void requireSame() {
    if (opened != null) {
      same();
    }
  }

  private Marks same() {
    long least = largest; // before the look: the store may grow meanwhile
    Marks now = look();
    if (!Objects.equals(now.key, opened.key)) {
      throw file.wrong("was replaced while it was in use; start again to use the new one");
    } else if (now.size < least) { // by itself a store only grows
      throw file.wrong(
          "was cut to %,d bytes while it was in use; restore it from a copy, unless that was a"
              + " VACUUM, and start again",
          now.size);
    } else if (!Objects.equals(now.log, opened.log)) {
      throw lost(LOG);
    } else if (!Objects.equals(now.index, opened.index)) {
      throw lost(INDEX);
    }
    return now;
  }

  private Marks look() {
    BasicFileAttributes main =
        attributes(
            file.path(), () -> file.wrong("is not there any more; put it back and start again"));
    return new Marks(main.fileKey(), main.size(), key(LOG), key(INDEX));
  }

  private Object key(String suffix) {
    return attributes(Path.of(real + suffix), () -> lost(suffix)).fileKey();
  }

  private static BasicFileAttributes attributes(Path path, Supplier<RuntimeException> otherwise) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException noneOrNotReadable) {
      throw otherwise.get();
    }
  }

  private RuntimeException lost(String suffix) {
    return file.wrong("has lost its file %s while it was in use; start again", suffix);
  }
}
