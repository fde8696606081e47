package dev.baton.feed.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A machine whose `/proc` and `/sys` are files that a test writes, with a clock that it sets.
final class Machine {
  final Path root;
  private long nanos;

  Machine(Path root) {
    this.root = root;
  }

  Machine write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, StandardCharsets.ISO_8859_1);
    return this;
  }

  Machine pass(double seconds) {
    nanos += Math.round(seconds * 1e9);
    return this;
  }

  long nanos() {
    return nanos;
  }

  SystemFiles files() {
    return new SystemFiles(root);
  }

  Host host() {
    return new Host(root, this::nanos, Optional.empty());
  }
}
