package dev.baton.bench;

import java.util.List;
import java.util.Optional;

/// A CPython that is new enough to compare with.
public record Python(String command, String version) {
  /// The system's first: it was built to be fast, as not every other is.
  public static final List<String> USUAL = List.of("/usr/bin/python3", "python3");

  /// asyncio has had task groups and timeout scopes since 3.11.
  private static final String CHECK =
      """
      import importlib, platform, sys
      module = importlib.import_module(sys.argv[1])
      version = getattr(module, "__version__", None)
      with_it = f", {sys.argv[1]} {version}" if version else ""
      print(platform.python_implementation(), platform.python_version() + with_it)
      sys.exit(sys.version_info < (3, 11))
      """;

  public static Optional<Python> find(List<String> candidates) throws InterruptedException {
    return find(candidates, "asyncio");
  }

  /// One that has this module.
  public static Optional<Python> findWith(String module) throws InterruptedException {
    return find(USUAL, module);
  }

  private static Optional<Python> find(List<String> candidates, String module)
      throws InterruptedException {
    for (String candidate : candidates) {
      Optional<String> version = Programs.firstLine(candidate, "-c", CHECK, module);
      if (version.isPresent()) {
        return Optional.of(new Python(candidate, version.get()));
      }
    }
    return Optional.empty();
  }
}
