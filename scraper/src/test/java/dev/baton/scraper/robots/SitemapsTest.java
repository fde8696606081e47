package dev.baton.scraper.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sitemaps as sites write them. The names in brackets are the reports of other crawlers' users.
class SitemapsTest {
  private static final HttpUrl AT = HttpUrl.get("http://shop.localhost/maps/sitemap.xml");

  private static final String TOO_LONG =
      "a part of it (a tag, comment or the like) is too long; what follows was not read";

  private static Sitemap read(String text) {
    return read(text.getBytes(UTF_8));
  }

  private static Sitemap read(byte[] body) {
    return Sitemaps.read(AT, body);
  }

  private static String urlset(String... locations) {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (String location : locations) {
      text.append("<url><loc>").append(location).append("</loc></url>\n");
    }
    return text.append("</urlset>\n").toString();
  }

  private static void assertPages(Sitemap sitemap, String... urls) {
    assertThat(sitemap.problem()).isEmpty();
    assertThat(sitemap.pages()).map(HttpUrl::toString).containsExactly(urls);
  }

  @Test
  void pages() {
    Sitemap sitemap = read(urlset("http://shop.localhost/a", "http://shop.localhost/b?x=1&amp;y"));
    assertPages(sitemap, "http://shop.localhost/a", "http://shop.localhost/b?x=1&y");
    assertThat(sitemap.sitemaps()).isEmpty();
    assertThat(sitemap.cut()).isFalse();
  }

  /// Whether they are in scope, and known already, is asked elsewhere.
  @Test
  void anIndexMayNameOtherHostsAndItself() {
    String text =
        """
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
          <sitemap><loc>http://cdn.localhost/one.xml.gz</loc><lastmod>2026-11-29</lastmod></sitemap>
          <sitemap><loc> http://shop.localhost/maps/sitemap.xml </loc></sitemap>
        </sitemapindex>
        """;
    Sitemap sitemap = read(text);
    assertPages(sitemap);
    assertThat(sitemap.sitemaps())
        .map(HttpUrl::toString)
        .containsExactly("http://cdn.localhost/one.xml.gz", AT.toString());
  }

  /// [sitemap.js #445, sitemap-parser #24, crawler-commons #173, and the sites of #144]
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<urlset><url><loc>http://shop.localhost/a</loc></url></urlset>",
        "\uFEFF<urlset><url><loc>http://shop.localhost/a</loc></url></urlset>",
        " \r\n\t<?xml version='1.0'?><urlset><url><loc>/a</loc></url></urlset>",
        "<urlset><url><loc><![CDATA[http://shop.localhost/a]]></loc></url></urlset>",
        "<urlset><url><loc>\n  http://shop.localhost/\n<![CDATA[a ]]></loc></url></urlset>",
        "<urlset><url><loc>../a#top</loc></url></urlset>",
        "<urlset xmlns='https://example.com/x'><url><loc>//shop.localhost/a</loc></url></urlset>",
        "<s:urlset><s:url><s:loc>/a</s:loc></s:url></s:urlset>",
        "<urlset><url><loc>/a</loc><image:image><image:loc>/b.png</image:loc></image:image>"
            + "<video:video><video:player_loc>/c</video:player_loc></video:video></url></urlset>",
        "<urlset><url><loc>/a</loc><xhtml:link rel='alternate' href='/de/a'/></url></urlset>",
        "<urlset><!-- <url><loc>/b</loc></url> - > --><?x <y> ?><url><loc>/a</loc></url></urlset>",
        "<urlset><url><loc>/<!-- - -->a</loc></url><url><loc> </loc></url><url/></urlset>",
        "<urlset><url><loc>mailto:a@b</loc></url><url><loc>/a</loc></url></urlset>",
        "<!DOCTYPE urlset><urlset><url><loc>/a</loc></url></urlset>",
        "<urlset a='>' b=\"'>\"><url><loc>/a</loc></url></urlset>",
        "<?xml version='1.0' encoding='no-such'?><urlset><url><loc>/a</loc></url></urlset>",
        "<?xml version='1.1'?><urlset><url><loc>/a</loc></url></urlset>"
      })
  void spellings(String text) {
    assertPages(read(text), "http://shop.localhost/a");
  }

  @Test
  void charsets() {
    String text = urlset("/ä");
    String expected = "http://shop.localhost/%C3%A4";
    assertPages(read(text.replace("UTF-8", "UTF-16").getBytes(UTF_16)), expected);
    assertPages(read(text.replace("UTF-8", "UTF-16").getBytes(UTF_16LE)), expected);
    assertPages(read(text.replace("UTF-8", "ISO-8859-1").getBytes(ISO_8859_1)), expected);
  }

  @Test
  void bytesThatAreNoCharactersSpoilOneUrlOnly() {
    byte[] body = urlset("/\u00E4", "/a\u0000\u0001", "/b").getBytes(ISO_8859_1);
    assertPages(
        read(body),
        "http://shop.localhost/%EF%BF%BD",
        "http://shop.localhost/a%EF%BF%BD%EF%BF%BD",
        "http://shop.localhost/b");
  }

  @Test
  void rss() {
    String text =
        """
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
          <link>http://shop.localhost/</link><atom:link href="http://shop.localhost/feed"/>
          <item><title>A</title><link>http://shop.localhost/a</link><guid>x</guid></item>
          <item><link><![CDATA[http://shop.localhost/b]]></link></item>
        </channel></rss>
        """;
    assertPages(read(text), "http://shop.localhost/a", "http://shop.localhost/b");
  }

  @Test
  void atom() {
    String text =
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><link href="/feed" rel="self"/>
          <entry><link href="/a"/><link rel="edit" href="/edit"/></entry>
          <entry><link href="/b" rel="alternate" type="text/html"></link></entry>
        </feed>
        """;
    assertPages(read(text), "http://shop.localhost/a", "http://shop.localhost/b");
  }

  @Test
  void text() {
    String text =
        "\uFEFFhttp://shop.localhost/a\r\n\n# comment\n HTTPS://shop.localhost/b \rftp://x/";
    assertPages(read(text), "http://shop.localhost/a", "https://shop.localhost/b");
    assertPages(read(text.getBytes(UTF_16)), "http://shop.localhost/a", "https://shop.localhost/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Not found", "\uFEFF", "{\"error\": 404}", "/a\n/b"})
  void textThatIsNone(String text) {
    Sitemap sitemap = read(text);
    assertThat(sitemap.pages()).isEmpty();
    assertThat(sitemap.problem())
        .isEqualTo("it is no sitemap: it is neither XML nor a list of URLs");
  }

  @Test
  void aPageIsNone() {
    Sitemap sitemap = read("<!DOCTYPE html><html><body><a href='/a'>a</a><br></body></html>");
    assertThat(sitemap.pages()).isEmpty();
    assertThat(sitemap.problem()).isEqualTo("it is no sitemap: its XML begins with <html>");
  }

  /// [ultimate-sitemap-parser #89, crawler-commons #143]: what is packed is told by its bytes.
  @Test
  void packedFilesAreRecognised() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(urlset("/a").getBytes(UTF_8));
    }
    assertThat(Sitemaps.isGzip(packed.toByteArray())).isTrue();
    assertThat(read(packed.toByteArray()).problem()).isEqualTo("it is packed with gzip");
    assertThat(Sitemaps.isGzip(urlset("/a").getBytes(UTF_8))).isFalse();
    assertThat(Sitemaps.isGzip(new byte[] {0x1F})).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<urlset>\n<url><loc>/a</loc></url>\n<url><loc>/b?x&y</loc></url></urlset>",
        "<urlset>\n<url><loc>/a</loc></url>\n<url><loc>/b&nbsp;</loc></url></urlset>",
        "<urlset>\n<url><loc>/a</loc></url>\n<url></urlset>",
        "<urlset>\n<url><loc>/a</loc></url>\n<url><loc>/b"
      })
  void whatComesBeforeAFaultCounts(String text) {
    Sitemap sitemap = read(text);
    assertThat(sitemap.pages()).map(HttpUrl::toString).containsExactly("http://shop.localhost/a");
    assertThat(sitemap.problem())
        .isEqualTo("its XML is broken in line 3; what follows was not read");
  }

  @Test
  void noFileIsRead() {
    String text =
        """
        <!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>
        <urlset><url><loc>http://shop.localhost/&x;</loc></url></urlset>
        """;
    Sitemap sitemap = read(text);
    assertThat(sitemap.pages()).isEmpty();
    assertThat(sitemap.problem())
        .isEqualTo("its XML is broken in line 2; what follows was not read");
  }

  @Test
  void listsOfEntitiesArePassedOver() {
    String rest = "<urlset><url><loc>/a</loc></url></urlset>";
    String entities = "<!ENTITY a 'b'><!-- don't -->";
    assertPages(read("<!DOCTYPE urlset [" + entities + "]\n>" + rest), "http://shop.localhost/a");
    assertThat(read("<!DOCTYPE urlset [" + entities.repeat(10_000) + "]>" + rest).problem())
        .isEqualTo(TOO_LONG);
  }

  @Test
  void noEntityIsExpanded() {
    StringBuilder text = new StringBuilder("<!DOCTYPE urlset [<!ENTITY l0 'lol'>");
    for (int i = 1; i < 10; i++) {
      text.append("<!ENTITY l%d '%s'>".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    text.append("]><urlset><url><loc>/&l9;</loc></url></urlset>");
    assertThat(read(text.toString()).pages()).isEmpty();
    assertThat(read(text.toString()).problem()).contains("broken in line 1");
  }

  /// The JDK's own limits would stop after 100,000 of them.
  @Test
  void aMillionAmpersands() {
    String[] urls = new String[Sitemaps.MOST_URLS];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = "/" + i + "?" + "a&amp;".repeat(20);
    }
    Sitemap sitemap = read(urlset(urls));
    assertThat(sitemap.problem()).isEmpty();
    assertThat(sitemap.pages()).hasSize(Sitemaps.MOST_URLS);
  }

  @Test
  void aMillionUrls() {
    String text = "<urlset>" + "<url><loc>/a</loc></url>".repeat(1_000_000) + "</urlset>";
    Sitemap sitemap = read(text);
    assertThat(sitemap.pages()).hasSize(Sitemaps.MOST_URLS);
    assertThat(sitemap.cut()).isTrue();
    assertThat(sitemap.problem())
        .isEqualTo("it lists more than 50,000 URLs; the others were left out");
    assertThat(read("http://a/\n".repeat(60_000)).pages()).hasSize(Sitemaps.MOST_URLS);
  }

  @Test
  void urlsThatAreTooLongAreLeftOut() {
    String longest = "http://shop.localhost/" + "a".repeat(2_048 - 22);
    assertPages(read(urlset(longest, longest + "a", "/" + "b".repeat(1_000_000))), longest);
    assertPages(read(longest + "\n" + longest + "a\n"), longest);
  }

  @Test
  void deepNesting() {
    Sitemap sitemap = read("<urlset>" + "<url>".repeat(1_000_000));
    assertThat(sitemap.problem())
        .isEqualTo("its elements are nested deeper than 32; the rest was not read");
  }

  /// What is this long would be collected in memory, as often as the file is large.
  @ParameterizedTest
  @ValueSource(strings = {"<!-- > ' \" ", "<![CDATA[ > ]] ", "<a b='>\"", "<a b=\"'>", "<?a > "})
  void longMarkupStopsTheReading(String start) {
    String text = "<urlset><url><loc>/a</loc></url>" + start + "x".repeat(70_000);
    Sitemap sitemap = read(text + "</urlset>");
    assertThat(sitemap.pages()).hasSize(1);
    assertThat(sitemap.problem()).isEqualTo(TOO_LONG);
  }

  @Test
  void aFileIsReadUpToItsLimit() {
    byte[] body = new byte[Sitemaps.MOST_BYTES + 1];
    Arrays.fill(body, (byte) ' ');
    byte[] start = "<urlset><url><loc>/a</loc></url>".getBytes(UTF_8);
    System.arraycopy(start, 0, body, 0, start.length);
    Sitemap sitemap = read(body);
    assertThat(sitemap.pages()).hasSize(1);
    assertThat(sitemap.cut()).isTrue();
    assertThat(sitemap.problem()).isEqualTo("it is longer than 50 MiB; its end was not read");
  }

  @Test
  void noBytesAreAFailure() {
    Random random = new Random(7);
    byte[] whole = urlset("/a", "<![CDATA[/b]]>", "<!-- c -->/&#x41;").getBytes(UTF_8);
    for (int i = 0; i < 5_000; i++) {
      byte[] body = whole.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      assertThat(read(body).pages()).hasSizeLessThanOrEqualTo(4);
    }
  }
}
