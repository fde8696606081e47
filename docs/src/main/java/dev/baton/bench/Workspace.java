package dev.baton.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The checkout of this project that the benchmark was built from.
public record Workspace(Path root) {
  public static Workspace find() throws IOException {
    try {
      Path classes =
          Path.of(Workspace.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Workspace(classes.resolve("../../..").normalize());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /// Builds one of its programs where the sources are newer.
  ///
  /// @param program as `./run` knows it
  /// @param folder a temporary one
  /// @return its version
  public String build(String program, Path folder) throws IOException, InterruptedException {
    MeasuredProcess.run(List.of(path("run"), program, "--version"), folder);
    return Files.readString(folder.resolve("out")).strip();
  }

  /// A path in it, for a command line.
  public String path(String name) {
    return root.resolve(name).toString();
  }
}
