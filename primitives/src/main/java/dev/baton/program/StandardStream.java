package dev.baton.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/// The standard output, or the standard error output, of this process; and its input. Unlike
/// [System#out] it does not buffer, and it reports failures.
///
/// The system says in the user's language that a pipe is broken. So where Linux says that this is a
/// pipe, every failure is reported as a broken pipe: it is the only one that a pipe has.
///
/// Whoever started this process may have made the stream non-blocking, as Node does with the pipes
/// that it shares. When such a pipe is full, the system refuses to write instead of waiting; then
/// this waits.
final class StandardStream extends OutputStream {
  /// `O_NONBLOCK` among the flags that Linux shows, which are octal.
  private static final int NON_BLOCKING = 04000;

  /// What may be done with the descriptor; 0: it can only be read.
  private static final int ACCESS_MODE = 03;

  /// From one try to write to a full pipe to the next.
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final FileOutputStream stream;
  private final int number;

  private StandardStream(FileDescriptor descriptor, int number) {
    this.stream = new FileOutputStream(descriptor);
    this.number = number;
  }

  /// Holds nothing if this process was started with the stream closed (`<&-`): the JVM then has a
  /// file of its own there.
  static InputStream in() {
    return target(0).filter(StandardStream::isOfJvm).isPresent()
        ? InputStream.nullInputStream()
        : System.in;
  }

  private static boolean isOfJvm(Path file) {
    try {
      return file.startsWith(Path.of(System.getProperty("java.home")).toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }

  static OutputStream out() {
    return new StandardStream(FileDescriptor.out, 1);
  }

  /// Messages go nowhere if this process was started with the stream closed (`2>&-`): the JVM then
  /// has a file of its own there, which it only reads.
  static OutputStream err() {
    return isReadOnly(2)
        ? OutputStream.nullOutputStream()
        : new StandardStream(FileDescriptor.err, 2);
  }

  private static boolean isReadOnly(int number) {
    return (flags(number).orElse(ACCESS_MODE) & ACCESS_MODE) == 0;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      if (isNonBlocking()) {
        writeAll(ByteBuffer.wrap(bytes, offset, length));
      } else {
        stream.write(bytes, offset, length);
      }
    } catch (IOException failure) {
      throw isPipe() ? new IOException("Broken pipe", failure) : failure;
    }
  }

  /// The stream itself fails when a pipe is full, and does not tell how much it has written; its
  /// channel does. An interrupt would close the channel, so it is put off until all is written.
  private void writeAll(ByteBuffer bytes) throws IOException {
    FileChannel channel = stream.getChannel();
    boolean interrupted = false;
    while (bytes.hasRemaining()) {
      interrupted |= Thread.interrupted();
      if (channel.write(bytes) == 0) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isNonBlocking() {
    return (flags(number).orElse(0) & NON_BLOCKING) != 0;
  }

  /// How the descriptor was opened; empty where this is not Linux.
  private static OptionalInt flags(int number) {
    try {
      return Files.readAllLines(Path.of("/proc/self/fdinfo/" + number)).stream()
          .filter(line -> line.startsWith("flags:"))
          .mapToInt(line -> Integer.parseInt(line.substring("flags:".length()).strip(), 8))
          .findFirst();
    } catch (IOException notLinux) {
      return OptionalInt.empty();
    }
  }

  private boolean isPipe() {
    return target(number).filter(target -> target.toString().startsWith("pipe:")).isPresent();
  }

  /// What the descriptor is of; empty where this is not Linux.
  private static Optional<Path> target(int number) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)));
    } catch (IOException | UnsupportedOperationException notLinux) {
      return Optional.empty();
    }
  }
}
