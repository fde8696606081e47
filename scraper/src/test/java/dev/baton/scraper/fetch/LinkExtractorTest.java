package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.Link;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class LinkExtractorTest {
  private static final HttpUrl PAGE = HttpUrl.get("http://h/dir/page");

  @Test
  void findsLinksAndFramesInTheOrderOfThePage() {
    assertThat(
            links(
                """
                <a href="b">b</a> <A HREF='/a'>a</A> <a name="no link">x</a>
                <map><area href="c"></map>
                <iframe src="d"></iframe>
                <img src="no-page.png"> <link href="no-page.css">
                """))
        .containsExactly("http://h/dir/b", "http://h/a", "http://h/dir/c", "http://h/dir/d");
  }

  @Test
  void namesEachTargetOnceAndNeverThePageItself() {
    assertThat(
            links(
                """
                <a href="a">1</a> <a href="./a">2</a> <a href="a#x">3</a> <a href="http://h:80/dir/a">4</a>
                <a href="#top">top</a> <a href="">self</a> <a href="page">self</a>
                """))
        .containsExactly("http://h/dir/a");
  }

  @Test
  void leavesOutWhatCannotBeVisited() {
    assertThat(
            links(
                """
                <a href="mailto:a@b.c">m</a> <a href="javascript:go()">j</a> <a href="http://">b</a>
                <a href="http://h:99999/">port</a> <a href>none</a> <a href="/fine">f</a>
                """))
        .containsExactly("http://h/fine");
  }

  @Test
  void keepsLinksToOtherSites() {
    assertThat(links("<a href='//other/x'>x</a>")).containsExactly("http://other/x");
  }

  @Test
  void obeysTheBaseOfThePage() {
    assertThat(links("<base href='/base/'><a href='a'>a</a>")).containsExactly("http://h/base/a");
    assertThat(links("<base href='mailto:x'><a href='a'>a</a>")).containsExactly("http://h/dir/a");
  }

  @Test
  void readsBrokenHtmlAsBrowsersDo() {
    assertThat(links("<div><a href=a><p>text<a href=b></div></table><a href='c"))
        .contains("http://h/dir/a", "http://h/dir/b");
  }

  @Test
  void followsARefreshWhereverItStands() {
    assertThat(
            links(
                """
                <title>moved</title><META CONTENT="0;url=&quot;a&quot;" HTTP-EQUIV="ReFresh">
                <noscript><meta http-equiv="refresh" content="0;
                url=b"></noscript>
                <body><meta http-equiv=refresh content="5 , url = c ">
                """))
        .containsExactly("http://h/dir/a", "http://h/dir/b", "http://h/dir/c");
  }

  @Test
  void aRefreshThatIsNoneLeadsNowhere() {
    assertThat(
            links(
                """
                <!-- <meta http-equiv=refresh content="0;url=comment"> -->
                <script>'<meta http-equiv=refresh content="0;url=script">'</script>
                <meta http-equiv=refresh content=300> <meta http-equiv=refresh content="0;url=page">
                <meta http-equiv=refresh content="0;url=javascript:go()"> <meta http-equiv=refresh>
                <meta name=refresh content="0;url=name">
                """))
        .isEmpty();
  }

  /// The base is not for headers.
  @Test
  void followsTheHeaderRefreshFirst() {
    String html = "<base href=/base/><a href=b>b</a>";

    assertThat(urls(extract(html, Optional.of("0;url=a"))))
        .containsExactly(HttpUrl.get("http://h/dir/a"), HttpUrl.get("http://h/base/b"));
    assertThat(urls(extract(html, Optional.of("0;url=page"))))
        .containsExactly(HttpUrl.get("http://h/base/b"));
  }

  @Test
  void findsWhatAPageSaysOfItsPlaceAmongOthers() {
    assertThat(
            links(
                """
                <link rel=next href=a> <link rel="Prev" href=b> <link rel=previous href=c>
                <link rel=canonical href=d> <link rel="alternate nofollow" hreflang=de href=e>
                <link rel="alternate" type="text/html; charset=utf-8" media=handheld href=f>
                <link rel=stylesheet href=x> <link rel="alternate stylesheet" href=x>
                <link rel=alternate type=application/rss+xml href=x> <link rel=next>
                <link rel=alternate type="application/atom+xml" href=x> <link href=x>
                <link rel=icon href=x> <link rel=made href=mailto:x>
                <link rel=search type=application/opensearchdescription+xml href=x>
                <link rel=search href=g> <link rel=index href=h> <link rel=up href=i>
                """))
        .containsExactly(
            "http://h/dir/a",
            "http://h/dir/b",
            "http://h/dir/c",
            "http://h/dir/d",
            "http://h/dir/e",
            "http://h/dir/f",
            "http://h/dir/g",
            "http://h/dir/h",
            "http://h/dir/i");
  }

  @Test
  void saysWhichLinksAreNotToBeFollowed() {
    String html =
        """
        <a href=a rel=nofollow>a</a> <a href=b rel="external	NoFollow noopener">b</a>
        <a href=c rel="ugc sponsored nofollows">c</a> <area href=d rel=nofollow>
        <a href=e rel=nofollow>e</a> <a href=e>e</a> <a href=f>f</a> <a href=f rel=nofollow>f</a>
        """;

    assertThat(extract(html, Optional.empty()).links())
        .filteredOn(Link::follow)
        .extracting(link -> link.url().encodedPath())
        .containsExactly("/dir/c", "/dir/e", "/dir/f");
    assertThat(urls(extract(html, Optional.empty()))).hasSize(6);
  }

  @Test
  void followsNothingOnAPageThatAsksForThat() {
    PageScan scan = scan("<a href=a>a</a><iframe src=b>");

    assertThat(new LinkExtractor(PAGE, UTF_8, false).links(scan, Optional.of("0;url=c")).links())
        .hasSize(3)
        .noneMatch(Link::follow);
  }

  @Test
  void theFirstBaseHoldsForAllLinks() {
    assertThat(links("<a href=a>a</a> <base target=x> <base href=/b/> <base href=/c/>"))
        .containsExactly("http://h/b/a");
  }

  @Test
  void takesNoMoreThanTheLimit() {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < LinkExtractor.MAX_LINKS; i++) {
      html.append("<a href=").append(i).append(">x</a>");
    }
    LinkExtractor.Links all = extract(html.toString(), Optional.empty());
    LinkExtractor.Links cut = extract(html + "<a href=x>x</a>", Optional.empty());

    assertThat(all.complete()).isTrue();
    assertThat(cut.complete()).isFalse();
    assertThat(cut.links()).isEqualTo(all.links()).hasSize(LinkExtractor.MAX_LINKS);
  }

  private static List<String> links(String html) {
    return urls(extract(html, Optional.empty())).stream().map(HttpUrl::toString).toList();
  }

  private static List<HttpUrl> urls(LinkExtractor.Links links) {
    return links.links().stream().map(Link::url).toList();
  }

  private static PageScan scan(String html) {
    return PageScan.of(Jsoup.parse(html), Instant.EPOCH);
  }

  private static LinkExtractor.Links extract(String html, Optional<String> refresh) {
    return new LinkExtractor(PAGE, UTF_8, true).links(scan(html), refresh);
  }
}
