package dev.baton.feed.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  /// Starts it; skips the test where there is none, or one that is older than the page's browsers.
  static ChildProcess start(String... arguments) throws IOException, InterruptedException {
    Programs.assumeInstalled("node");
    try (ChildProcess node = launch("-p", "process.versions.node.split('.')[0] >= 20")) {
      assumeTrue(node.output().equals("true"), "this Node is older than version 20");
    }
    return launch(arguments);
  }

  private static ChildProcess launch(String... arguments) throws IOException {
    return ChildProcess.start(
        new ProcessBuilder(Stream.concat(Stream.of("node"), Arrays.stream(arguments)).toList())
            .redirectErrorStream(true));
  }
}
