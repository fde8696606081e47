package dev.baton.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A test that starts processes says so by its tag, and so runs once. The sources are read: test
/// classes of other modules are not on the class path here.
@Tag("static")
class ProcessTagTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern STARTS =
      Pattern.compile(
          "(?m)^import dev.baton.testkit.Child(Jvm|Process);|\\bnew"
              + " ProcessBuilder\\(|Process\\.start\\(");
  private static final String TAG = "@Tag(\"process\")";

  @Test
  void whatStartsProcessesHasTheTag() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> tests =
          modules
              .map(module -> module.resolve("src/test/java"))
              .filter(Files::isDirectory)
              .toList();
      assertThat(tests).hasSize(5).allSatisfy(module -> assertThat(untagged(module)).isEmpty());
    }
  }

  @Test
  void aTestWithoutTheTagIsFound(@TempDir Path folder) throws IOException {
    Path untagged = folder.resolve("UntaggedTest.java");
    String starts = "import dev.baton.testkit.ChildJvm;\n";
    Files.writeString(untagged, starts);
    Files.writeString(folder.resolve("TaggedTest.java"), starts + TAG);
    Files.writeString(folder.resolve("QuietTest.java"), "class QuietTest {}\n");
    Files.writeString(folder.resolve("Helper.java"), starts);

    assertThat(untagged(folder)).containsExactly(untagged);
  }

  private static List<Path> untagged(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> isUntagged(read(file)))
          .toList();
    }
  }

  private static boolean isUntagged(String source) {
    return STARTS.matcher(source).find() && !source.contains(TAG);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
