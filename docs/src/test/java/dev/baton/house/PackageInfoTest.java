package dev.baton.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every package says what it is for. The sources are read: javac makes no class of a comment.
@Tag("static")
class PackageInfoTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void everyPackageOfEveryModuleHasAPackageInfo() throws IOException {
    List<Path> sources;
    try (Stream<Path> modules = Files.list(ROOT)) {
      sources =
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .toList();
    }
    assertThat(sources).hasSize(5).allSatisfy(module -> assertThat(without(module)).isEmpty());
  }

  @Test
  void aPackageWithoutOneIsFound(@TempDir Path folder) throws IOException {
    Path silent = Files.createDirectories(folder.resolve("dev/silent"));
    Files.createFile(silent.resolve("Some.java"));
    Path said = Files.createDirectories(folder.resolve("dev/said"));
    Files.createFile(said.resolve("Some.java"));
    Files.createFile(said.resolve("package-info.java"));

    assertThat(without(folder)).containsExactly(silent);
  }

  /// The folders below this one that have sources, but no `package-info.java`.
  private static List<Path> without(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
          .toList();
    }
  }
}
