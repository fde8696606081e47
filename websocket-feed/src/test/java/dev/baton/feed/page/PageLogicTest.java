package dev.baton.feed.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// What needs no browser, tested in its own language: see `src/test/js`.
@Tag("process")
class PageLogicTest {
  @TestFactory
  Stream<DynamicTest> holdsInNode() throws IOException {
    try (Stream<Path> files = Files.list(Node.TESTS)) {
      return files.filter(file -> file.toString().endsWith(".test.mjs")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
    }
  }

  private static void run(Path file) throws Exception {
    try (ChildProcess node = Node.start("--test", file.toString())) {
      String output = node.output();
      assertThat(node.exitCode()).as(output).isZero();
      assertThat(output).contains("# fail 0").doesNotContain("# pass 0");
    }
  }
}
