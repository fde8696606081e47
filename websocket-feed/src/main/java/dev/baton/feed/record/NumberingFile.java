package dev.baton.feed.record;

import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.Numbering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The file in which a server keeps its [Numbering]: one line with a checksum, replaced as a whole.
final class NumberingFile {
  static final String NAME = "numbering.json";

  private static final int MOST = 256 * 1024;

  private final Path file;
  private final Disk disk;

  NumberingFile(Path folder, Disk disk) {
    this.file = folder.resolve(NAME);
    this.disk = disk;
  }

  /// Empty if there is none, or if it is not as it was written.
  Optional<Numbering> read() throws IOException {
    try {
      if (Files.size(file) > MOST) {
        return Optional.empty();
      }
      byte[] line = Files.readAllBytes(file);
      return Optional.of(Numbering.parse(Seal.json(Arrays.copyOf(line, line.length - 1))));
    } catch (NoSuchFileException
        | BadLineException
        | BadMessageException
        | NegativeArraySizeException unknown) {
      return Optional.empty();
    }
  }

  /// When this returns, it is on the disk.
  void write(Numbering numbering) throws IOException {
    disk.replace(file, Seal.line(numbering.text()));
  }

  /// When this returns, it is gone for good.
  void delete() throws IOException {
    disk.delete(file);
    disk.forceNames(file.getParent());
  }
}
