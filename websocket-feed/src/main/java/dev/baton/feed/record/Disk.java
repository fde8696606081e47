package dev.baton.feed.record;

import dev.baton.program.AtomicFile;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What a recording changes on a disk. A test puts one in its place that is full, fails, or loses
/// what was not forced.
///
/// Everything here blocks. No channel is written to, because an interrupt would close it.
interface Disk {
  /// A file that grows.
  interface Growing extends Closeable {
    /// Appends all these bytes; if it fails, some of them may be there.
    void write(byte[] bytes) throws IOException;

    /// Returns when all that was written is on the disk.
    void force() throws IOException;
  }

  /// Makes a file that is not there yet. Its name is on the disk only with [#forceNames].
  Growing create(Path file) throws IOException;

  /// Cuts a file off behind this, and forces that.
  void cut(Path file, long length) throws IOException;

  /// Replaces a file as a whole, and forces that.
  void replace(Path file, byte[] content) throws IOException;

  /// Deletes a file if it is there.
  void delete(Path file) throws IOException;

  /// Returns when the names of the files in this folder are on the disk.
  void forceNames(Path folder) throws IOException;

  /// The system's.
  static Disk system() {
    return new SystemDisk();
  }

  /// The system's.
  final class SystemDisk implements Disk {
    private SystemDisk() {}

    @Override
    public Growing create(Path file) throws IOException {
      Files.createFile(file);
      FileOutputStream out = new FileOutputStream(file.toFile());
      return new Growing() {
        @Override
        public void write(byte[] bytes) throws IOException {
          out.write(bytes);
        }

        @Override
        public void force() throws IOException {
          out.getFD().sync();
        }

        @Override
        public void close() throws IOException {
          out.close();
        }
      };
    }

    @Override
    public void cut(Path file, long length) throws IOException {
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        open.setLength(length);
        open.getFD().sync();
      }
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
      AtomicFile.replace(file, "new", draft -> Files.write(draft, content));
    }

    @Override
    public void delete(Path file) throws IOException {
      Files.deleteIfExists(file);
    }

    @Override
    public void forceNames(Path folder) throws IOException {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (java.nio.file.AccessDeniedException onWindows) {
        // which cannot open a folder, and needs no such thing
      }
    }
  }
}
