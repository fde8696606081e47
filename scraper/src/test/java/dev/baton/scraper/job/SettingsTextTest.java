package dev.baton.scraper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.Manners;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.output.PageFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class SettingsTextTest {
  private static final HttpUrl START = HttpUrl.get("http://h.test/a?b=%22");

  private static final JobSettings ALL =
      new JobSettings(
          new Starts(List.of(START), List.of(HttpUrl.get("https://other.test:8443/"))),
          new ScopeSettings(
              ScopeSettings.Kind.HOST,
              List.of("x.test", "*.y.test"),
              List.of("/en/", "\"\n"),
              List.of("[?]")),
          new CrawlLimits(5, 6, 7, 1L << 40, 9, Duration.ofMillis(1_234)),
          new Manners(3, Duration.ofSeconds(2), false),
          new RequestSettings(
              "me@h.test",
              List.of(
                  Secret.parse(Secret.Kind.HEADER, "X-Key: @key.txt", List.of(START)),
                  Secret.parse(Secret.Kind.AUTH, "http://o.test me: $PASSWORD", List.of())),
              "http://proxy.test:3128",
              List.of("10.0.0.1:80")),
          new PageSettings(PageFormat.CSV, Path.of("/tmp/out.csv")));

  @Test
  void nothingChangesOnTheWay() {
    assertThat(SettingsText.of(SettingsText.kept(ALL), "J")).isEqualTo(ALL);
    JobSettings usual = JobSettings.of(new Starts(List.of(START), List.of()));
    assertThat(SettingsText.of(SettingsText.kept(usual), "J")).isEqualTo(usual);
  }

  @Test
  void saysWhichVersionIsNotKnown() {
    Map<String, String> newer = changed("\"version\":1", "\"version\":2");

    assertThatThrownBy(() -> SettingsText.of(newer, "J"))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "job J has settings of version 2, and this program knows version 1;"
                + " use the program that made it");
  }

  @Test
  void saysWhatIsDamaged() {
    assertThatThrownBy(() -> SettingsText.of(changed("\"maxPages\":5,", ""), "J"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("job J has settings that cannot be read: ")
        .hasMessageEndingWith("; start a new job");
    assertThatThrownBy(() -> SettingsText.of(Map.of(), "J"))
        .isInstanceOf(StoreException.class)
        .hasMessage("job J was not made by this command, and cannot be used by it");
  }

  private static Map<String, String> changed(String from, String to) {
    Map<String, String> kept = new HashMap<>(SettingsText.kept(ALL));
    kept.replaceAll((_, text) -> text.replace(from, to));
    return kept;
  }
}
