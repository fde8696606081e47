package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The large packages say of every type whether it is called, implemented or machinery: in exactly
/// one of the tables of their `package-info`.
@Tag("static")
class PackageTablesTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "baton");

  /// The first cell of a row, without head and rule.
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^/// \\| ([`\\[].*?) \\|");

  /// A link to a public type, or the name of one that is not.
  private static final Pattern NAME = Pattern.compile("\\[(\\w+)]\\[|`(\\w+)`");

  @ParameterizedTest
  @ValueSource(strings = {"", "sync", "net"})
  void everyTypeIsInExactlyOneTable(String name) throws IOException {
    Path folder = SOURCES.resolve(name);
    assertThat(inTables(Files.readString(folder.resolve("package-info.java"))))
        .containsExactlyInAnyOrderElementsOf(types(folder));
  }

  private static List<String> inTables(String packageInfo) {
    return FIRST_CELL
        .matcher(packageInfo)
        .results()
        .flatMap(row -> NAME.matcher(row.group(1)).results())
        .map(PackageTablesTest::name)
        .toList();
  }

  private static String name(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }

  private static List<String> types(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".java") && !file.startsWith("package-"))
          .map(file -> file.replace(".java", ""))
          .toList();
    }
  }
}
