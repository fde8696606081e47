package dev.baton.scraper.output;

import dev.baton.program.CannotWriteException;
import dev.baton.program.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/// A file to which whole lines are appended, and that can be cut back to where it ended before. A
/// device or a pipe may be in its place: that only takes what comes, and has no end.
///
/// Everything here blocks. No channel is used, because an interrupt would close it.
abstract class GrowingFile implements AutoCloseable {
  private final String name;

  private GrowingFile(String name) {
    this.name = name;
  }

  /// Opens it as it is; makes it if there is none.
  static GrowingFile open(Path path) throws CannotWriteException {
    try {
      return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)
          ? new Device(path.toString(), OutputFile.open(path), true)
          : new Regular(path, OutputFile.openToAppend(path));
    } catch (IOException failure) {
      throw new CannotWriteException(path.toString(), failure);
    }
  }

  /// One that takes what comes, and is closed by whoever has opened it.
  static GrowingFile of(Sink sink) {
    return new Device(sink.name(), sink.stream(), false);
  }

  /// Whether it has an end.
  abstract boolean isFile();

  /// Appends what comes after this end; whatever an earlier attempt has left there is cut off. If
  /// it fails, nothing stays behind the end.
  abstract void append(long end, byte[] lines) throws CannotWriteException;

  /// Cuts off what is behind this end.
  abstract void cut(long end) throws CannotWriteException;

  /// Where the last line ends that is whole and not behind this.
  abstract long endOfLine(long most) throws CannotWriteException;

  /// How many lines there are behind this end.
  abstract long linesAfter(long end) throws CannotWriteException;

  abstract long length() throws CannotWriteException;

  /// Returns when all that was written is on the disk.
  abstract void force() throws CannotWriteException;

  @Override
  public abstract void close() throws CannotWriteException;

  interface Reading<T> {
    T run() throws IOException;
  }

  interface Writing {
    void run() throws IOException;
  }

  final <T> T telling(Reading<T> work) throws CannotWriteException {
    try {
      return work.run();
    } catch (IOException failure) {
      throw new CannotWriteException(name, failure);
    }
  }

  final void run(Writing work) throws CannotWriteException {
    telling(
        () -> {
          work.run();
          return null;
        });
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Regular extends GrowingFile {
    private static final int BLOCK = 8192;

    private final Path path;
    private final RandomAccessFile file;

    /// Which file it was; null where the system has no such thing.
    private final Object key;

    Regular(Path path, RandomAccessFile file) throws IOException {
      super(path.toString());
      this.path = path;
      this.file = file;
      this.key = key(path);
    }

    private static Object key(Path path) throws IOException {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    boolean isFile() {
      return true;
    }

    @Override
    long length() throws CannotWriteException {
      return telling(file::length);
    }

    @Override
    void append(long end, byte[] lines) throws CannotWriteException {
      run(this::requireSame);
      cut(end);
      try {
        run(() -> file.write(lines));
      } catch (CannotWriteException failure) {
        cutAfter(failure, end);
        throw failure;
      }
    }

    /// What is written to a file that was deleted is lost.
    private void requireSame() throws IOException {
      if (!Files.exists(path) || !Objects.equals(key(path), key)) {
        throw new IOException("it was deleted or replaced while it was in use");
      }
    }

    private void cutAfter(CannotWriteException failure, long end) {
      try {
        cut(end);
      } catch (CannotWriteException also) {
        failure.addSuppressed(also);
      }
    }

    @Override
    void cut(long end) throws CannotWriteException {
      run(
          () -> {
            if (file.length() > end) {
              file.setLength(end);
            } else if (file.length() < end) {
              throw new IOException("it was cut while it was in use");
            }
            file.seek(end);
          });
    }

    @Override
    long endOfLine(long most) throws CannotWriteException {
      return telling(
          () -> {
            byte[] block = new byte[BLOCK];
            for (long from = Math.min(most, file.length()); from > 0; ) {
              int size = (int) Math.min(BLOCK, from);
              from -= size;
              file.seek(from);
              file.readFully(block, 0, size);
              for (int end = size; end > 0; end--) {
                if (block[end - 1] == '\n') {
                  return from + end;
                }
              }
            }
            return 0L;
          });
    }

    @Override
    long linesAfter(long end) throws CannotWriteException {
      return telling(
          () -> {
            long lines = 0;
            byte[] block = new byte[BLOCK];
            file.seek(Math.min(end, file.length()));
            for (int size; (size = file.read(block)) > 0; ) {
              for (int i = 0; i < size; i++) {
                lines += block[i] == '\n' ? 1 : 0;
              }
            }
            return lines;
          });
    }

    @Override
    void force() throws CannotWriteException {
      run(() -> file.getFD().sync());
    }

    @Override
    public void close() throws CannotWriteException {
      run(file::close);
    }
  }

  private static final class Device extends GrowingFile {
    private final OutputStream stream;
    private final boolean isOurs;

    Device(String name, OutputStream stream, boolean isOurs) {
      super(name);
      this.stream = stream;
      this.isOurs = isOurs;
    }

    @Override
    boolean isFile() {
      return false;
    }

    @Override
    void append(long end, byte[] lines) throws CannotWriteException {
      run(() -> stream.write(lines));
    }

    @Override
    void cut(long end) {}

    @Override
    long endOfLine(long most) {
      return 0;
    }

    @Override
    long linesAfter(long end) {
      return 0;
    }

    @Override
    long length() {
      return 0;
    }

    @Override
    void force() {}

    @Override
    public void close() throws CannotWriteException {
      if (isOurs) {
        run(stream::close);
      }
    }
  }
}
