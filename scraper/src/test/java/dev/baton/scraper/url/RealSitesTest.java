package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.testkit.AtNight;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The other direction: [Traps] cost no page of real documentation, as Debian installs it.
///
/// The files are read as a crawl would see them: breadth first, with the links between them. Runs
/// for what is installed.
class RealSitesTest {
  private static final Path DOCUMENTATION = Path.of("/usr/share/doc");
  private static final HttpUrl SITE = HttpUrl.get("http://docs.example/");
  private static final Pattern LINK =
      Pattern.compile("(?:href|src|HREF|SRC)\\s*=\\s*[\"']([^\"']{1,2048})[\"']");

  private final Traps traps = new Traps();
  private final Set<HttpUrl> known = new HashSet<>();
  private final Deque<Known> pending = new ArrayDeque<>();
  private final List<String> trapped = new ArrayList<>();
  private int deepest;

  private record Known(HttpUrl url, int depth) {}

  @ParameterizedTest
  @ValueSource(strings = {"debian-policy", "git-doc"})
  void areCutNowhere(String folder) throws IOException {
    crawl(folder);
  }

  @AtNight
  @ParameterizedTest
  @ValueSource(
      strings = {
        "apache2-doc",
        "libboost1.74-doc",
        "openjdk-17-doc",
        "postgresql-doc-15",
        "python3-doc",
        "sqlite3",
      })
  void areCutNowhereWhenTheyAreLarge(String folder) throws IOException {
    crawl(folder);
  }

  private void crawl(String folder) throws IOException {
    List<HttpUrl> pages = pages(folder);
    assumeTrue(pages.size() > 20, () -> "the documentation " + folder + " is not installed");
    for (HttpUrl page : pages) { // those that no other leads to are starts, too
      add(page, 0);
      visitAll(folder);
    }

    assertThat(trapped).isEmpty();
    assertThat(known).containsAll(pages).hasSizeGreaterThan(pages.size());
    Nightly.figure(
        "%s: %d files, %d URLs, none cut, at most %d links from the start"
            .formatted(folder, pages.size(), known.size(), deepest));
  }

  /// The start first.
  private static List<HttpUrl> pages(String folder) throws IOException {
    try (Stream<Path> files =
        Files.walk(DOCUMENTATION.resolve(folder), FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .sorted((a, b) -> rank(a).compareTo(rank(b)))
          .map(RealSitesTest::url)
          .toList();
    }
  }

  private static String rank(Path file) {
    boolean isIndex = file.endsWith("index.html");
    return "%s %02d %s".formatted(isIndex ? "a" : "b", file.getNameCount(), file);
  }

  private static HttpUrl url(Path file) {
    String path = DOCUMENTATION.relativize(file).toString();
    return PageUrls.canonical(SITE.newBuilder().addPathSegments(path).build());
  }

  private void add(HttpUrl url, int depth) {
    if (known.add(url)) {
      traps.check(url, depth).ifPresent(trap -> trapped.add(url + ": " + trap));
      pending.add(new Known(url, depth));
      deepest = Math.max(deepest, depth);
    }
  }

  private void visitAll(String folder) throws IOException {
    for (Known page; (page = pending.poll()) != null; ) {
      for (HttpUrl link : links(page.url())) {
        if (link.host().equals(SITE.host()) && link.pathSegments().getFirst().equals(folder)) {
          add(link, page.depth() + 1);
        }
      }
    }
  }

  private static List<HttpUrl> links(HttpUrl url) throws IOException {
    Path file = DOCUMENTATION.resolve(String.join("/", url.pathSegments()));
    if (!file.toString().endsWith(".html") || !Files.isRegularFile(file)) {
      return List.of();
    }
    return LINK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
        .results()
        .map(link -> PageUrls.resolve(url, link.group(1)))
        .flatMap(Optional::stream)
        .toList();
  }
}
