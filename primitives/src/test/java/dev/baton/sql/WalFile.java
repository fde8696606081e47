package dev.baton.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Counts the transactions in SQLite's write-ahead log, by its documented format: a head of 32
/// bytes, then frames of a head of 24 bytes and a page. The frame that ends a transaction has the
/// size of the database in bytes 4 to 7 of its head; the others have 0 there.
final class WalFile {
  private static final int HEAD = 32;
  private static final int FRAME_HEAD = 24;

  private WalFile() {}

  static int commits(Path database) throws IOException {
    Path file = database.resolveSibling(database.getFileName() + "-wal");
    if (Files.notExists(file) || Files.size(file) == 0) {
      return 0; // made by the first write
    }
    ByteBuffer wal = ByteBuffer.wrap(Files.readAllBytes(file));
    int frame = FRAME_HEAD + wal.getInt(8);
    long salt = wal.getLong(16);
    int commits = 0;
    for (int at = HEAD; at + frame <= wal.capacity(); at += frame) {
      boolean isCurrent = wal.getLong(at + 8) == salt;
      if (isCurrent && wal.getInt(at + 4) != 0) {
        commits++;
      }
    }
    return commits;
  }
}
