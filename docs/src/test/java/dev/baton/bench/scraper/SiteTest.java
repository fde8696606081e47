package dev.baton.bench.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

  private final Site site = new Site(1_000);

  private List<String> links(Path folder, String page) throws Exception {
    String html = Files.readString(folder.resolve(page.substring(1)));
    return LINK.matcher(html).results().map((MatchResult link) -> link.group(1)).toList();
  }

  @Test
  void everyPageCanBeReachedAndNothingElse(@TempDir Path folder) throws Exception {
    site.write(folder);

    Set<String> seen = new HashSet<>(Set.of(Site.path(0)));
    Deque<String> rest = new ArrayDeque<>(seen);
    while (!rest.isEmpty()) {
      List<String> links = links(folder, rest.remove());
      assertThat(links).hasSize(40);
      links.stream().filter(seen::add).forEach(rest::add);
    }
    assertThat(seen).hasSize(1_000);
  }

  @Test
  void aPageIsElevenKilobytesAndTheSameEachTime() {
    for (int page = 0; page < 1_000; page++) {
      assertThat(site.html(page)).hasSizeBetween(10_500, 11_500);
    }
    assertThat(site.html(7)).isEqualTo(new Site(1_000).html(7));
    assertThat(new String(site.html(7), StandardCharsets.US_ASCII))
        .contains("<title>Item 7 &amp; what goes with it</title>")
        .contains("href=\"/item/00141.html\"");
  }
}
