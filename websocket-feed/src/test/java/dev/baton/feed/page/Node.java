package dev.baton.feed.page;

import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/// JavaScript outside a browser.
final class Node {
  /// The tests that are written in it.
  static final Path TESTS = Path.of("src/test/js");

  private Node() {}

  /// Starts it; skips the test where there is none.
  static ChildProcess start(String... arguments) throws IOException {
    Programs.assumeInstalled("node");
    return ChildProcess.start(
        new ProcessBuilder(Stream.concat(Stream.of("node"), Arrays.stream(arguments)).toList())
            .redirectErrorStream(true));
  }
}
