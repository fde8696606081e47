package dev.baton.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The standard output, or the standard error output, of this process: not [System#out], which
/// buffers and keeps failures to itself.
///
/// The system says in the user's language that a pipe is broken. So where Linux tells that it is a
/// pipe, every failure becomes that one: a pipe has no other.
final class StandardStream extends OutputStream {
  private final FileOutputStream stream;
  private final int number;

  private StandardStream(FileDescriptor descriptor, int number) {
    this.stream = new FileOutputStream(descriptor);
    this.number = number;
  }

  static OutputStream out() {
    return new StandardStream(FileDescriptor.out, 1);
  }

  static OutputStream err() {
    return new StandardStream(FileDescriptor.err, 2);
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException failure) {
      throw isPipe() ? new IOException("Broken pipe", failure) : failure;
    }
  }

  private boolean isPipe() {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + number));
      return target.toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException notLinux) {
      return false;
    }
  }
}
