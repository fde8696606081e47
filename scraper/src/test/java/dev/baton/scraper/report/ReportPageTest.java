package dev.baton.scraper.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is on the page, and that nothing on it comes alive.
class ReportPageTest {
  private static Document page(CrawlFigures figures) {
    return Jsoup.parse(ReportPage.of(figures));
  }

  private static List<String> texts(Document page, String selector) {
    return page.select(selector).eachText();
  }

  @Test
  void beginsWithTheMostImportantFigures() {
    Document page = page(MadeUp.shop());

    assertThat(page.title()).isEqualTo("Crawl of http://shop.localhost:8000/");
    assertThat(texts(page, ".figures div"))
        .containsExactly(
            "pages 5,067",
            "URLs seen 5,707",
            "requests 5,070",
            "written 56.3 MB",
            "first to last answer 12.4 s");
    assertThat(texts(page, ".notices li"))
        .containsExactly(
            "The crawl is not done: 1 URL is still waiting.",
            "18 URLs were answered with an error status.",
            "No usable answer came for 6 URLs.",
            "30 URLs were not fetched because the host was given up.",
            "Limits cut the crawl: 312 URLs were beyond them.",
            "1 page may lack something; see the remarks.",
            "5,070 requests, never early: the smallest margin was 0 ms.");
  }

  @Test
  void hasAPartForEverything() {
    assertThat(texts(page(MadeUp.shop()), "main h2"))
        .containsExactly(
            "URLs by state",
            "Statuses",
            "Latency",
            "Slowest answers",
            "Failed",
            "Left out, and why",
            "Remarks on pages",
            "Hosts",
            "Site",
            "How to go on");
  }

  @Test
  void ofNothingThereIsLittleToSay() {
    Document page = page(MadeUp.nothing());

    assertThat(texts(page, "main h2")).containsExactly("How to go on");
    assertThat(texts(page, ".notices li"))
        .containsExactly("The crawl is not done: it has not written down a URL yet.");
  }

  /// It was stopped before its starts were written down.
  @Test
  void aJobWithoutUrlsIsNotDoneAndCanBeResumed() {
    assertThat(texts(page(MadeUp.nothing()), "code"))
        .contains("scraper resume shop.localhost-20261129-101500.crawl");
  }

  @Test
  void aJobThatIsDoneAndHasNoPageSaysSo() {
    Document page = page(MadeUp.onlyFailure());

    assertThat(texts(page, ".notices li")).contains("No page was fetched.");
    assertThat(texts(page, "code")).noneMatch(code -> code.contains("resume"));
  }

  @Test
  void eachLinkWithinThePageLeadsSomewhere() {
    for (CrawlFigures figures : List.of(MadeUp.nothing(), MadeUp.onePage(), MadeUp.shop())) {
      Document page = page(figures);
      for (String target : page.select("a[href^=#]").eachAttr("href")) {
        assertThat(page.select("[id=" + target.substring(1) + "]")).as(target).hasSize(1);
      }
    }
  }

  @Test
  void everyUrlThatWasSeenIsInOneState() {
    Document page = page(MadeUp.shop());

    assertThat(texts(page, "#states tbody tr"))
        .containsExactly(
            "fetched 5,026 88.1 %",
            "redirect 16 0.3 %",
            "error status 18 0.3 %",
            "host given up 30 0.5 %",
            "failed 6 0.1 %",
            "forbidden 134 2.3 %",
            "nofollow 14 0.2 %",
            "out of scope 14 0.2 %",
            "trap 134 2.3 %",
            "limit 312 5.5 %",
            "no page 1 <0.1 %",
            "private address 1 <0.1 %",
            "waiting 1 <0.1 %");
    assertThat(texts(page, "#statuses tbody th"))
        .containsExactly(
            "200 OK",
            "301 Moved Permanently",
            "404 Not Found",
            "500 Internal Server Error",
            "no answer");
  }

  @Test
  void aReasonOpensToItsExamples() {
    Element reason = page(MadeUp.shop()).select("#failed details:contains(no answer)").first();

    assertThat(reason.select("summary").text()).isEqualTo("6 no answer within 10 s");
    assertThat(reason.select("li").first().text())
        .isEqualTo(
            "http://slow.localhost:8000/gone/1 tried 4 times"
                + " found on http://shop.localhost:8000/");
  }

  @Test
  void thePictureOfLatencyIsToldInWordsToo() {
    assertThat(page(MadeUp.onePage()).select("svg[role=img] > title").text())
        .isEqualTo(
            "1 answer: half took at most 12 ms, 90 % at most 12 ms, 99 % at most 12 ms,"
                + " the longest 12 ms");
  }

  @Test
  void saysHowPolitelyEachHostWasAsked() {
    Document page = page(MadeUp.shop());

    assertThat(page.select("#hosts tbody th").first().text())
        .startsWith("busy.localhost:8000 given up: it asked to wait 1h");
    assertThat(page.select("#hosts td[title]").get(1).attr("title"))
        .isEqualTo("asked 5,020 times, never early: smallest margin 12 ms");
  }

  @Test
  void commandsAreWrittenAsAShellReadsThem() {
    assertThat(texts(page(MadeUp.shop()), "code"))
        .contains("scraper resume shop.localhost-20261129-101500.crawl");
    assertThat(texts(page(MadeUp.onePage()), "code"))
        .noneMatch(code -> code.contains("resume"))
        .contains("scraper export shop.localhost-20261129-101500.crawl --format csv");
    assertThat(page(MadeUp.hostile()).select("code").first().text())
        .startsWith("scraper resume '</title>")
        .contains("alert(3) & '\\'' ");
  }

  @Test
  void whatComesFromTheWebIsText() {
    String html = ReportPage.of(MadeUp.hostile());
    Document page = Jsoup.parse(html);

    assertThat(page.select("script, img, iframe, object, embed, base, form, link")).isEmpty();
    assertThat(page.select("style")).hasSize(1);
    assertThat(page.select("*"))
        .allMatch(one -> one.attributes().asList().stream().noneMatch(ReportPageTest::isAlive));
    assertThat(html).doesNotContainPattern("[\\p{Cc}&&[^\n]]|\\p{Cf}|\\p{Zl}|\\p{Zp}");
    assertThat(html).contains("\\u202e\\u0000\\u001b[31m\\u2028\\ud800 \ud83d\ude00");
  }

  private static boolean isAlive(Attribute attribute) {
    return attribute.getKey().startsWith("on") || attribute.getKey().equals("style");
  }

  @Test
  void onlyUrlsOfTheWebAreLinksAndTellNobodyWhereOneComesFrom() {
    Document page = page(MadeUp.hostile());
    page.select("a[href^=#]").remove();

    assertThat(page.select("a[href]")).isNotEmpty();
    assertThat(page.select("a[href]"))
        .allMatch(link -> link.attr("href").matches("https?://[!-~]*"))
        .allMatch(link -> link.attr("rel").equals("noreferrer nofollow"));
    assertThat(page(MadeUp.shop()).select("#slowest a[href]")).hasSize(10);
  }

  @Test
  void mayLoadNothingAndRunNothing() {
    String policy =
        page(MadeUp.onePage()).select("meta[http-equiv=Content-Security-Policy]").attr("content");

    assertThat(policy).startsWith("default-src 'none';").doesNotContain("script-src", "unsafe");
  }

  @Test
  void isOfBoundedSize() {
    Document hosts = page(MadeUp.hosts(1_000));

    assertThat(hosts.select("#hosts tbody tr")).hasSize(200);
    assertThat(hosts.select("#hosts details summary").text()).isEqualTo("175 more hosts");
    assertThat(hosts.select("#hosts > p").text()).isEqualTo("and 800 hosts with fewer requests");
    assertThat(hosts.select("#site .row").size()).isLessThan(402);
    assertThat(ReportPage.of(MadeUp.hostile()).length()).isLessThan(400_000);
  }

  @Test
  void aLongUrlIsShortenedAndTheWholeIsThere() {
    Element endless =
        page(MadeUp.hostile()).select("#slowest [title^=http://a.localhost/xx]").first();

    assertThat(endless.text()).hasSize(160).endsWith("x…");
    assertThat(endless.attr("title")).hasSize(2_000);
  }

  @Test
  void replacesTheReportThatIsThere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    Report.replace(file, ReportPage.of(MadeUp.nothing()));
    Report.replace(file, ReportPage.of(MadeUp.onePage()));

    assertThat(Files.readString(file)).isEqualTo(ReportPage.of(MadeUp.onePage()));
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }
}
