package dev.baton.feed.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/baton/feed/page");
  private static final Pattern IMPORT = Pattern.compile("from '([^']*)'");

  @Test
  void allFilesAreGiven() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                  .filter(name -> !name.equals(PageFiles.INDEX)))
          .containsExactlyInAnyOrderElementsOf(PageFiles.NAMES);
    }
  }

  @Test
  void modulesImportFilesOfThePageAlone() {
    List<String> imported =
        PageFiles.NAMES.stream()
            .filter(name -> name.endsWith(".mjs"))
            .map(name -> new String(PageFiles.read(name), UTF_8))
            .flatMap(text -> IMPORT.matcher(text).results())
            .map(found -> found.group(1))
            .toList();

    assertThat(imported)
        .hasSizeGreaterThan(20)
        .allMatch(name -> name.startsWith("./") && PageFiles.NAMES.contains(name.substring(2)));
  }

  /// uPlot 1.6.32 from npm, package `uplot`: the files of its `dist`, and its licence.
  @ParameterizedTest
  @CsvSource({
    "uPlot.iife.min.js, 19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
    "uPlot.min.css, df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
    "LICENSE, 8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd"
  })
  void uPlotIsAsItsMakersHavePublishedIt(String name, String sha256) {
    byte[] digest = PageFiles.sha256().digest(PageFiles.read("uplot/" + name));

    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
  }

  @Test
  void theVersionChangesWithEveryFile() {
    byte[] one = {1};
    byte[] other = {2};

    assertThat(PageFiles.version(List.of(one, other)))
        .matches("[0-9a-f]{12}")
        .isNotEqualTo(PageFiles.version(List.of(other, one)));
  }
}
