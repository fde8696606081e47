package dev.baton.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Programs in other languages, which are resources, as files.
public final class Scripts implements AutoCloseable {
  private final List<String> names;
  private final Path folder;

  /// @param home a class beside them
  public Scripts(Class<?> home, String... names) throws IOException {
    this.names = List.of(names);
    folder = Files.createTempDirectory("baton-bench");
    for (String name : names) {
      try (InputStream in = home.getResourceAsStream(name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  public String path(String name) {
    return folder.resolve(name).toString();
  }

  @Override
  public void close() {
    try {
      for (String name : names) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
