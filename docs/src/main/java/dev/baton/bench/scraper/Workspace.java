package dev.baton.bench.scraper;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// The checkout of this project that the benchmark was built from.
record Workspace(Path root) {
  static Workspace find() throws IOException {
    try {
      Path classes =
          Path.of(Workspace.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Workspace(classes.resolve("../../..").normalize());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /// A path in it, for a command line.
  String path(String name) {
    return root.resolve(name).toString();
  }
}
