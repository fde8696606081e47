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

/// Every link in a Markdown file leads to a file of the project.
@Tag("static")
class LinksTest {
  private static final Path ROOT = Path.of("..");

  /// In place, or below the text. Up to the fragment; without a scheme, so to a file.
  private static final Pattern LINK =
      Pattern.compile("(?m)(?:\\]\\(|^\\[\\w+\\]: )(?!\\w+:|#)([^)#\\s]+)");

  @Test
  void linksLeadToFiles() throws IOException {
    List<Path> pages = pages(ROOT);
    assertThat(pages).hasSizeGreaterThan(10);
    assertThat(pages).allSatisfy(page -> assertThat(broken(page)).isEmpty());
  }

  @Test
  void aBrokenLinkIsFound(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page,
        "[here](page.md#top) [there](https://example.org/) [gone](gone.md) [top](#top)\n"
            + "[ref]: lost.md\n");

    assertThat(broken(page)).containsExactly("gone.md", "lost.md");
  }

  @Test
  void everyDecisionIsInTheIndex() throws IOException {
    Path folder = ROOT.resolve("docs/decisions");
    String index = Files.readString(folder.resolve("README.md"));
    assertThat(pages(folder))
        .filteredOn(page -> !page.endsWith("README.md"))
        .isNotEmpty()
        .allSatisfy(page -> assertThat(index).contains("(" + page.getFileName() + ")"));
  }

  private static List<Path> pages(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("target"))
          .toList();
    }
  }

  private static List<String> broken(Path page) {
    return LINK.matcher(read(page))
        .results()
        .map(link -> link.group(1))
        .filter(link -> Files.notExists(page.resolveSibling(link)))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
