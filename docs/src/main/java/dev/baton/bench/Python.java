package dev.baton.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A CPython that is new enough to compare with.
record Python(String command, String version) {
  /// asyncio has had task groups and timeout scopes since then.
  private static final String CHECK =
      """
      import platform, sys
      print(platform.python_implementation(), platform.python_version())
      sys.exit(sys.version_info < (3, 11))
      """;

  /// The system's first: it was built to be fast, as not every other is.
  static Optional<Python> find(List<String> candidates) {
    return candidates.stream().flatMap(candidate -> probe(candidate).stream()).findFirst();
  }

  private static Optional<Python> probe(String command) {
    try {
      Process process = new ProcessBuilder(command, "-c", CHECK).redirectErrorStream(true).start();
      String version = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor() == 0 ? Optional.of(new Python(command, version)) : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException("interrupted while looking for Python", stopped);
    }
  }
}
