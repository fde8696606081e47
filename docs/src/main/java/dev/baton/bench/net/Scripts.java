package dev.baton.bench.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The servers in other languages, as files.
final class Scripts implements AutoCloseable {
  private static final List<String> NAMES = List.of("echo.js", "echo.py", "http.js");

  private final Path folder;

  Scripts() throws IOException {
    folder = Files.createTempDirectory("baton-bench");
    for (String name : NAMES) {
      try (InputStream in = Scripts.class.getResourceAsStream(name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  @Override
  public void close() {
    try {
      for (String name : NAMES) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
