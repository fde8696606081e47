package dev.baton.scraper.robots;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// robots.txt by RFC 9309. The names in brackets are the reports of other crawlers' users.
class RobotsTest {
  static Robots robots(String text) {
    return robots(text.getBytes(UTF_8));
  }

  static Robots robots(byte[] body) {
    return Robots.parse(body, "baton-scraper");
  }

  static HttpUrl url(String pathAndQuery) {
    return HttpUrl.get("http://shop.localhost" + pathAndQuery);
  }

  static Verdict verdict(String text, String pathAndQuery) {
    return robots(text).verdict(url(pathAndQuery));
  }

  static boolean allows(String text, String pathAndQuery) {
    return verdict(text, pathAndQuery).allowed();
  }

  static final String PRIVATE =
      """
      # all crawlers
      User-agent: *
      Disallow: /private/ # letters
      """;

  @Test
  void aVerdictNamesTheLineThatDecides() {
    assertThat(verdict(PRIVATE, "/private/1"))
        .isEqualTo(new Verdict(false, 3, "Disallow: /private/", "line 3: Disallow: /private/"));
  }

  @Test
  void aVerdictWithoutALineSaysSo() {
    assertThat(verdict(PRIVATE, "/public"))
        .isEqualTo(new Verdict(true, 0, "", "no line of robots.txt applies"));
  }

  @Test
  void withoutAFileTheReasonIsTheSentence() {
    assertThat(Robots.forbidden("robots.txt answered with status 503").verdict(url("/")))
        .isEqualTo(new Verdict(false, 0, "", "robots.txt answered with status 503"));
    assertThat(Robots.allowed("robots.txt answered with status 404").verdict(url("/")))
        .isEqualTo(new Verdict(true, 0, "", "robots.txt answered with status 404"));
  }

  @Test
  void robotsTxtItselfIsAlwaysAllowed() {
    assertThat(allows("User-agent: *\nDisallow: /", "/robots.txt")).isTrue();
    assertThat(Robots.forbidden("no answer").verdict(url("/robots.txt")).allowed()).isTrue();
    assertThat(allows("User-agent: *\nDisallow: /", "/robots.txt/x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // RFC 9309, section 5.2
    "/example/page/,              /example/page.html,    false",
    "/example/page/disallowed.gif, /example/page/,       true",
  })
  void theLongestPatternDecides(String disallowed, String allowed, boolean expected) {
    String text = "User-agent: *\nAllow: %s\nDisallow: %s".formatted(allowed, disallowed);
    assertThat(allows(text, "/example/page/")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // RFC 9309, section 2.2.2, and the table of Google's documentation
    "/p,            /,              /page,        true",
    "/folder,       /folder,        /folder/page, true",
    "/page,         /*.htm,         /page.htm,    false",
    "/page,         /*.ph,          /page.php5,   true",
    "/$,            /,              /,            true",
    "/$,            /,              /page.htm,    false",
    "/public/,      /,              /public/x,    true",
  })
  void precedence(String allow, String disallow, String path, boolean expected) {
    String text = "User-agent: *\nAllow: %s\nDisallow: %s".formatted(allow, disallow);
    assertThat(allows(text, path)).isEqualTo(expected);
    String swapped = "User-agent: *\nDisallow: %s\nAllow: %s".formatted(disallow, allow);
    assertThat(allows(swapped, path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/fish,     /fish;/fish.html;/fish/salmon;/fishheads/yum;/fish.php?id=1,"
        + " /Fish.asp;/catfish;/?id=fish;/desert/fish",
    "/fish*,    /fish;/fish.html;/fishheads,                                 /Fish.asp;/catfish",
    "/fish/,    /fish/;/fish/?id=1;/fish/salmon.htm,                        "
        + " /fish;/fish.html;/animals/fish/",
    "/*.php,    /index.php;/folder/a.php?parameters;/a.php.html;/a.php/,     /;/windows.PHP",
    "/*.php$,   /a.php;/folder/b.php;/a.php.php;/x.php/y.php,               "
        + " /a.php?p;/a.php/;/a.php5",
    "/fish*.php, /fish.php;/fishheads/catfish.php?parameters,                /Fish.PHP",
    "/*?,       /a?;/a?b;/?,                                                 /a",
    "/**/a,     /x/a;/x/y/a/b,                                               /a",
    "*,         /;/a,                                                        ''",
    "/a$b,      /a$b;/a%24bc,                                                /a",
    "/a%24,     /a$;/a$b;/a%24,                                              /a",
    "/a%2A,     /a*;/a*b;/a%2a,                                              /ab",
    "/*/f=*/$,  /1/f=5/;/1/f=5/6/,                                           /1/f=5",
    "/*s=,      /?s=a;/as=,                                                  /s/;/",
  })
  void patterns(String pattern, String matched, String notMatched) {
    String text = "User-agent: *\nDisallow: " + pattern;
    assertThat(matched.split(";")).noneMatch(path -> allows(text, path));
    assertThat(notMatched.isEmpty() ? new String[0] : notMatched.split(";"))
        .allMatch(path -> allows(text, path));
  }

  /// RFC 9309, section 2.2.2: each pair is the same, whichever of them stands in the file.
  @ParameterizedTest
  @CsvSource({
    "/foo/bar?baz=https://foo.bar, /foo/bar?baz=https%3A%2F%2Ffoo.bar",
    "/foo/bar/ツ,                  /foo/bar/%E3%83%84",
    "/foo/bar/ツ,                  /foo/bar/%e3%83%84",
    "/foo/bar/baz,                 /foo/bar/%62%61%7A",
    "/~user,                       /%7euser",
    "/a b,                         /a%20b",
    "/a|b,                         /a%7Cb",
    "/a,                           /%61",
    "'/x?q=''',                    /x?q=%27",
    "/x?q={a|b},                   /x?q=%7Ba%7Cb%7D",
    "/a(b),                        /a%28b%29",
    "/100%,                        /100%25",
    "/%zz,                         /%25zz",
  })
  void encodedAndPlainAreTheSame(String one, String other) {
    assertThat(allows("User-agent: *\nDisallow: " + one, other)).isFalse();
    assertThat(allows("User-agent: *\nDisallow: " + other, one)).isFalse();
  }

  /// [crawler-commons #195]
  @Test
  void anEncodedSlashIsNoSlash() {
    assertThat(allows("User-agent: *\nDisallow: /*%2F", "/a/b")).isTrue();
    assertThat(allows("User-agent: *\nDisallow: /*%2F", "/a%2fb")).isFalse();
    assertThat(allows("User-agent: *\nDisallow: /*%2F", "/a?b%2Fc")).isFalse();
    assertThat(allows("User-agent: *\nDisallow: /a/b", "/a%2Fb")).isTrue();
  }

  @Test
  void pathsAreCaseSensitiveAndAgentsAndNamesAreNot() {
    String text = "USER-AGENT: Baton-SCRAPER\nDISALLOW: /Private";
    assertThat(allows(text, "/Private")).isFalse();
    assertThat(allows(text, "/private")).isTrue();
  }

  @Test
  void onlyTheGroupThatNamesTheCrawlerAppliesIfThereIsOne() {
    String text =
        """
        User-agent: *
        Disallow: /

        User-agent: baton-scraper
        Disallow: /private
        """;
    assertThat(allows(text, "/public")).isTrue();
    assertThat(verdict(text, "/private").line()).isEqualTo(5);
  }

  /// [lightpanda #2997] and protego's
  @Test
  void aGroupThatForbidsNothingStillReplacesTheOneForAll() {
    String text = "User-agent: baton-scraper\nDisallow:\n\nUser-agent: *\nDisallow: /";
    assertThat(allows(text, "/")).isTrue();
    assertThat(allows("User-agent: *\nDisallow: /\n\nUser-agent: baton-scraper\n", "/")).isTrue();
  }

  @Test
  void groupsForTheSameCrawlerAreMerged() {
    String text =
        """
        User-agent: baton-scraper
        Disallow: /a
        User-agent: other
        Disallow: /b
        User-agent: BATON-scraper
        Disallow: /c
        """;
    assertThat(allows(text, "/a")).isFalse();
    assertThat(allows(text, "/b")).isTrue();
    assertThat(verdict(text, "/c").line()).isEqualTo(6);
  }

  /// [movar #434]
  @Test
  void aGroupMayHaveSeveralNamesInAnyOrder() {
    assertThat(allows("User-agent: *\nUser-agent: x\nDisallow: /a", "/a")).isFalse();
    assertThat(allows("User-agent: x\nUser-agent: *\nDisallow: /a", "/a")).isFalse();
    assertThat(allows("User-agent: *\n\n# other\nUser-agent: x\nDisallow: /a", "/a")).isFalse();
  }

  /// [google/robotstxt #51]: surprising, but so the RFC says; other records end no list of names.
  @Test
  void otherRecordsDoNotEndTheNamesOfAGroup() {
    String text = "User-agent: *\nCrawl-delay: 1\nSitemap: /s\nUser-agent: bad\nDisallow: /";
    assertThat(allows(text, "/")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baton-scraper",
        "baton-scraper/1.0",
        "Baton-Scraper (+http://x)",
        "baton-scraper*",
        "*",
        "* # all",
        "* all"
      })
  void namesThatMeanThisCrawler(String agent) {
    assertThat(allows("User-agent: %s\nDisallow: /".formatted(agent), "/")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"baton", "baton-scraper-image", "scraper", "my baton-scraper", "**", "*bot", ""})
  void namesThatMeanOthers(String agent) {
    assertThat(allows("User-agent: %s\nDisallow: /".formatted(agent), "/")).isTrue();
  }

  @Test
  void rulesBeforeTheFirstNameAreIgnored() {
    assertThat(allows("Disallow: /\nUser-agent: *\nDisallow: /a", "/")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Disallow: /a",
        "disallow:/a",
        "Disallow :\t/a",
        "\tDisallow:   /a  ",
        "Disallow /a",
        "Disallow: /a#b",
        "Dissallow: /a",
        "Disalow: /a"
      })
  void spellingsOfALine(String line) {
    assertThat(allows("User-agent: *\n" + line, "/a")).isFalse();
    assertThat(allows("User-agent: *\n" + line, "/b")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Disallow:",
        "Disallow: # nothing",
        "Disallow: a",
        "Disallow: http://shop.localhost/a",
        "Disallow",
        "Noindex: /a",
        "/a",
        ": /a"
      })
  void linesThatForbidNothing(String line) {
    assertThat(allows("User-agent: *\n" + line, "/a")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void lineEnds(String end) {
    String text = String.join(end, "User-agent: *", "", "Disallow: /a", "Disallow: /b");
    assertThat(verdict(text, "/a").line()).isEqualTo(3);
    assertThat(verdict(text, "/b").line()).isEqualTo(4);
  }

  /// [scrapy #6195, rep-cpp #13]
  @Test
  void byteOrderMarks() {
    String text = "User-agent: *\nDisallow: /ä";
    assertThat(robots(("\uFEFF" + text).getBytes(UTF_8)).verdict(url("/ä")).line()).isEqualTo(2);
    assertThat(robots(("\uFEFF" + text).getBytes(UTF_16LE)).verdict(url("/ä")).line()).isEqualTo(2);
    assertThat(robots(("\uFEFF" + text).getBytes(UTF_16BE)).verdict(url("/ä")).line()).isEqualTo(2);
  }

  @Test
  void nulsAreLeftOut() {
    assertThat(allows("User-agent: *\0\nDisallow: /a\0", "/a")).isFalse();
    byte[] unmarked = "User-agent: *\nDisallow: /a".getBytes(UTF_16LE);
    assertThat(robots(unmarked).verdict(url("/a")).line()).isEqualTo(2);
  }

  @Test
  void bytesThatAreNoTextAreNoFailure() {
    byte[] body = new byte[70_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31 ^ i >> 8);
    }
    assertThat(robots(body).verdict(url("/")).allowed()).isTrue();
    assertThat(robots(new byte[0]).verdict(url("/")).allowed()).isTrue();
    assertThat(robots(new byte[] {(byte) 0xFF}).verdict(url("/")).allowed()).isTrue();
  }

  @Test
  void aPageInItsPlaceForbidsNothing() {
    String page = "<!DOCTYPE html>\n<html><head><title>Not found</title></head>\n<body>404</body>";
    assertThat(allows(page, "/")).isTrue();
  }

  @Test
  void aPageAroundItIsTakenOff() {
    String text = "<html><body><pre>User-agent: *\nDisallow: /a<br>\n</pre></body></html>";
    assertThat(verdict(text, "/a").line()).isEqualTo(2);
  }

  @Test
  void aLongFileIsCutAtTheEndOfALine() {
    String head = "User-agent: *\nDisallow: /first\n";
    String filler = "# ".repeat((Robots.MOST_BYTES - head.length() - 20) / 2) + "\n";
    String text = head + filler + "Disallow: /private/letters\nDisallow: /last\n";
    assertThat(text.indexOf("/private") < Robots.MOST_BYTES).isTrue();
    assertThat(robots(text).cut()).isTrue();
    assertThat(allows(text, "/first")).isFalse();
    assertThat(allows(text, "/private/")).isTrue();
    assertThat(allows(text, "/last")).isTrue();
  }

  @Test
  void aFileAtTheLimitIsReadInFull() {
    String text = "User-agent: *\nDisallow: /last";
    String whole = "#".repeat(Robots.MOST_BYTES - text.length() - 1) + "\n" + text;
    assertThat(robots(whole).cut()).isFalse();
    assertThat(allows(whole, "/last")).isFalse();
    assertThat(robots(whole + "s").cut()).isTrue();
    assertThat(allows(whole + "s", "/last")).isTrue();
  }

  @Test
  void aLongLineIsShortenedInTheVerdict() {
    String text = "User-agent: *\nDisallow: /" + "a".repeat(1_000);
    assertThat(verdict(text, "/" + "a".repeat(1_000)).text()).hasSize(201).endsWith("a…");
  }

  @ParameterizedTest
  @CsvSource({
    "2,PT2S",
    "0.5,PT0.5S",
    ".5,PT0.5S",
    "10s,PT10S",
    "3600,PT1H",
    "0,PT0S",
    "99999999999999999999,PT277777H46M40S",
    "1.0e308,PT1S"
  })
  void crawlDelay(String value, Duration expected) {
    assertThat(robots("User-agent: *\nCrawl-delay: " + value).crawlDelay()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-5", "soon", ".", "1.2.3", "NaN", "٣"})
  void crawlDelaysThatAreNone(String value) {
    assertThat(robots("User-agent: *\nCrawl-delay: " + value).crawlDelay()).isEmpty();
  }

  @Test
  void theLongestCrawlDelayOfTheGroupsThatApplyCounts() {
    String text =
        """
        User-agent: *
        Crawl-delay: 20
        Disallow: /a
        User-agent: baton-scraper
        Crawl-delay: 2
        Crawl-delay: 3
        Disallow: /b
        """;
    assertThat(robots(text).crawlDelay()).contains(Duration.ofSeconds(3));
  }

  /// crawler-commons forbids such a site, unless it is told otherwise.
  @Test
  void aLongCrawlDelayForbidsNothing() {
    assertThat(allows("User-agent: *\nCrawl-delay: 86400", "/")).isTrue();
  }

  @Test
  void sitemapsAreFoundInAllGroups() {
    String text =
        """
        Sitemap: https://shop.localhost/one.xml
        User-agent: other
        sitemap:http://cdn.localhost/two.xml.gz
        Site-map: /three.xml
        Sitemap: https://shop.localhost/one.xml
        Sitemap:
        Sitemap: ftp://shop.localhost/four.xml
        Sitemap https://shop.localhost/five.xml
        """;
    assertThat(robots(text).sitemaps(url("/robots.txt")))
        .map(HttpUrl::toString)
        .containsExactly(
            "https://shop.localhost/one.xml",
            "http://cdn.localhost/two.xml.gz",
            "http://shop.localhost/three.xml",
            "https://shop.localhost/five.xml");
  }

  @Test
  void thereAreOnlySoManySitemaps() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2 * Robots.MOST_SITEMAPS; i++) {
      text.append("Sitemap: /").append(i).append('\n');
    }
    assertThat(robots(text.toString()).sitemaps(url("/robots.txt"))).hasSize(Robots.MOST_SITEMAPS);
  }

  /// The example of draft-ietf-aipref-attach.
  @Test
  void contentUsage() {
    String text =
        """
        User-Agent: *
        Allow: /
        Disallow: /never/
        Content-Usage: / train-ai=n
        Content-Usage: /ai-ok/ train-ai=y

        User-Agent: ExampleBot
        Allow: /
        Content-Usage: / train-ai=y
        """;
    assertThat(robots(text).usage(url("/test"))).contains("Content-Usage: train-ai=n");
    assertThat(robots(text).usage(url("/never/test"))).isEmpty();
    assertThat(robots(text).usage(url("/ai-ok/test"))).contains("Content-Usage: train-ai=y");
  }

  /// As Cloudflare writes it at the top of a site's own file.
  @Test
  void contentSignal() {
    String text =
        """
        User-agent: *
        Content-Signal: search=yes,ai-train=no,use=reference
        Allow: /

        User-agent: GPTBot
        Disallow: /

        User-agent: *
        Content-Usage: train-ai=n
        Disallow: /lp
        """;
    assertThat(robots(text).usage(url("/")))
        .contains(
            "Content-Signal: search=yes,ai-train=no,use=reference; Content-Usage: train-ai=n");
    assertThat(robots(text).usage(url("/lp"))).isEmpty();
  }

  @Test
  void preferencesForTheSamePathApplyTogether() {
    String text = "User-agent: *\nContent-Usage: /a x=n\nContent-Usage: /a y=n\nContent-Usage: z=y";
    assertThat(robots(text).usage(url("/a"))).contains("Content-Usage: x=n, y=n");
    assertThat(robots(text).usage(url("/b"))).contains("Content-Usage: z=y");
    assertThat(robots("User-agent: *\nContent-Usage: /a").usage(url("/a"))).isEmpty();
    assertThat(Robots.allowed("").usage(url("/a"))).isEmpty();
  }

  @Test
  void aHundredThousandAgents() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append("User-agent:").append(Integer.toString(i, 36)).append('\n');
    }
    String whole = text.substring(0, Robots.MOST_BYTES - 40) + "\nUser-agent: *\nDisallow: /";
    assertThat(allows(whole, "/")).isFalse();
  }

  /// A matcher that tries each place again would not end in this universe's time.
  @Test
  void patternsThatAreSlowForOthersMatchAtOnce() {
    String stars = "/" + "*a".repeat(5_000) + "*b";
    String text = "User-agent: *\nDisallow: " + stars + "\nDisallow: /*b$";
    String path = "/" + "a".repeat(8_000);
    assertThat(allows(text, path)).isTrue();
    assertThat(verdict(text, path + "b").line()).isEqualTo(2);
    assertThat(allows("User-agent: *\nDisallow: " + "*".repeat(100_000) + "x", path)).isTrue();
  }

  @Test
  void manyPatternsForOneUrl() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("User-agent: *\n".getBytes(UTF_8));
    while (body.size() < Robots.MOST_BYTES - 100) {
      body.writeBytes("Disallow: /*a*a*a*a*a*a*a*a*b\n".getBytes(UTF_8));
    }
    Robots robots = robots(body.toByteArray());
    assertThat(robots.verdict(url("/" + "a".repeat(2_000))).allowed()).isTrue();
    assertThat(robots.verdict(url("/" + "a".repeat(2_000) + "b")).line()).isEqualTo(2);
  }
}
