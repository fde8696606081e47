package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrapsTest {
  private final Traps traps = new Traps();

  // --- path and query that repeat themselves

  @ParameterizedTest
  @CsvSource({
    "/a/a/a/,                      repeating path: \"a/\" comes 3 times in a row",
    "/x/a/b/a/b/a/b/c.html,        repeating path: \"a/b/\" comes 3 times in a row",
    "/1/a/1/a/1/a/,                repeating path: \"1/a/\" comes 3 times in a row",
    "/a/b////////c,                repeating path: \"/\" comes 3 times in a row",
    "/?q=1&q=1&q=1,                repeating path: \"q=1\" comes 3 times in the query",
    "/?q=a%25253Fb,                repeating path: the query holds a URL escaped 3 times",
  })
  void cutsWhatRepeatsItself(String path, String trap) {
    assertThat(check(path, 1)).hasToString("Optional[" + trap + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/a/",
        "/a/a/a",
        "/a/b/a/b/a/c/",
        "/11/11/11/",
        "/2011/11/11/11/11/",
        "/1/1/1/1.html",
        "/java.desktop/java/awt/desktop/package-summary.html",
        "/?tag=a&tag=b&tag=c&tag=d",
        "/?q=1&q=1",
        "/?next=%252Fa%252Fb",
        "/100%2525",
        "/?&&&a",
        "/a//b",
      })
  void leavesWhatOnlyLooksSo(String path) {
    assertThat(check(path, 1)).isEmpty();
  }

  @Test
  void cutsLinksThatAreRelativeByMistake() {
    List<String> names = List.of("about", "contact", "help", "news", "shop");
    List<String> level = List.of("/");
    int pages = 0;
    for (int depth = 1; !level.isEmpty() && pages < 20_000; depth++) {
      int links = depth;
      level =
          level.stream()
              .flatMap(path -> names.stream().map(name -> path + name + "/"))
              .filter(path -> check(path, links).isEmpty())
              .toList();
      pages += level.size();
    }

    assertThat(level).isEmpty();
    assertThat(pages).isBetween(100, 5_000);
  }

  @Test
  void leavesTreesWithSomeNamesOnceMore() {
    assertNoTraps(
        Stream.of("geometry", "graph", "math", "regex")
            .flatMap(name -> pages("/libs/" + name + "/doc/html/libs/" + name + "/", 100)));
  }

  // --- depth

  @Test
  void cutsDeepFolders() {
    assertThat(check("/" + path(20) + "x", 1)).isEmpty();
    assertThat(check("/" + path(21) + "x", 1)).hasToString("Optional[depth: more than 20 folders]");
  }

  // --- session ids

  @ParameterizedTest
  @CsvSource({
    "/a;jsessionid=1,            /a;jsessionid=2",
    "/a;jsessionid=1?x=1,        /a;JSESSIONID=2?x=1",
    "/a;jsessionid=1/b;x=2,      /a;jsessionid=2/b;x=2",
    "/a?PHPSESSID=1&x=1,         /a?x=1&phpsessid=2",
    "/a?sid=0123456789abcdef0,   /a?sid=f123456789abcdef0",
    "/a?s=0123456789abcdef&p=1,  /a?s=0123456789abcdee&p=1",
  })
  void cutsAPageUnderAnotherSessionId(String first, String second) {
    assertThat(check(first, 1)).isEmpty();
    assertThat(check(second, 1))
        .hasValue(new Trap("session id", "the same page is known under another one"));
  }

  @ParameterizedTest
  @CsvSource({
    "/a;jsessionid=1,            /b;jsessionid=1",
    "/a;jsessionid=1?x=1,        /a;jsessionid=2?x=2",
    "/a;x=1,                     /a;x=2",
    "/a?sid=17,                  /a?sid=18",
    "/a?sid=03/05/12/0412233,    /a?sid=03/05/12/0412234",
    "/a?s=a-word-as-long-as-it,  /a?s=b-word-as-long-as-it",
    "/a?id=0123456789abcdef,     /a?id=f123456789abcdef",
    "/jsessionid=1,              /jsessionid=2",
  })
  void leavesOtherPages(String first, String second) {
    assertThat(check(first, 1)).isEmpty();
    assertThat(check(second, 1)).isEmpty();
  }

  // --- calendars

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/calendar?month=%d",
        "/calendar?view=list&offset=%1$d&month=%1$d",
        "/calendar/?day=-%d",
      })
  void cutsCalendarsThatCount(String format) {
    assertThat(visited(numbers(format), 5)).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/cal/%1$04d/%2$02d/%3$02d",
        "/calendar/%1$d-%2$02d-%3$02d/",
        "/Kalender?d=%1$d-%2$02d-%3$02d",
        "/site/calendar/%1$04d%2$02d%3$02d.html",
      })
  void cutsCalendarsWithDates(String format) {
    assertThat(visited(days(format, 2026, 60), 1)).isEqualTo(60);
    assertThat(check(format.formatted(2050, 1, 1), 1).orElseThrow().sentence())
        .startsWith("more than 60 dates of /");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?date=%d-%02d",
        "/events?year=%d&month=%d",
        "/stats?op=year&statisticsYear=%d%d",
        "/?startDate=%2$d.%1$d",
        "/?from=%d-%02d-01",
      })
  void cutsDatesInAQuery(String format) {
    assertThat(visited(months(format, 2026, 600), 1)).isEqualTo(300);
  }

  /// Each month leads to the next and to the one before.
  @ParameterizedTest
  @ValueSource(strings = {"/%d/%02d/", "/events/%d-%02d", "/page/%d/%d/index.html"})
  void cutsMonthsThatAreFoundOneAfterTheOther(String format) {
    Traps deep = new Traps();
    List<HttpUrl> months = months(format, 2026, 500).map(this::url).toList();

    long visited =
        IntStream.range(0, months.size())
            .filter(i -> deep.check(months.get(i), i).isEmpty())
            .count();

    assertThat(visited).isBetween(300L, 320L);
  }

  /// Each month leads to its days and to the months beside it, each day to the days beside it.
  @ParameterizedTest
  @CsvSource({"/calendar, 60, 60", "'', 300, 700"})
  void cutsMonthsAndTheirDays(String prefix, long least, long most) {
    Set<String> known = new HashSet<>();
    List<String> level = List.of(prefix + "/2026/11/");
    for (int depth = 1; !level.isEmpty(); depth++) {
      int links = depth;
      level =
          level.stream()
              .flatMap(path -> beside(path.substring(prefix.length())))
              .map(path -> prefix + path)
              .filter(path -> !known.contains(path) && check(path, links).isEmpty())
              .filter(known::add)
              .toList();
    }

    assertThat((long) known.size()).isBetween(least, most);
  }

  private static Stream<String> beside(String path) {
    int[] date = Stream.of(path.substring(1).split("/")).mapToInt(Integer::parseInt).toArray();
    LocalDate day = LocalDate.of(date[0], date[1], date.length > 2 ? date[2] : 1);
    DateTimeFormatter ofDay = DateTimeFormatter.ofPattern("/yyyy/MM/dd/");
    DateTimeFormatter ofMonth = DateTimeFormatter.ofPattern("/yyyy/MM/");
    return date.length > 2
        ? Stream.of(day.minusDays(1), day.plusDays(1)).map(ofDay::format)
        : Stream.concat(
            Stream.of(day.minusMonths(1), day.plusMonths(1)).map(ofMonth::format),
            day.datesUntil(day.plusMonths(1)).map(ofDay::format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%d/%02d/", "/blog/%d/%d", "/archive/%d-%02d.html", "/?m=%d%02d"})
  void leavesArchivesByMonth(String format) {
    assertNoTraps(months(format, 2003, 24));
  }

  /// Also when each month links only to the one before.
  @Test
  void leavesArchivesWhoseMonthsAreFoundOneAfterTheOther() {
    Traps deep = new Traps();
    List<HttpUrl> months = months("/%d/%02d/", 2003, 24).map(this::url).toList();

    assertThat(IntStream.range(0, months.size()))
        .allSatisfy(i -> assertThat(deep.check(months.get(i), i + 1)).isEmpty());
  }

  @Test
  void leavesArchivesByDayAndTheirArticles() {
    assertNoTraps(days("/%d/%02d/%02d/", 1996, 30));
    assertNoTraps(days("/%d/%02d/%02d/a-title-", 1996, 30).map(path -> path + path.hashCode()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/item/%d", "/?candidate=%d", "/?update=%d", "/rfc/%d.html", "/1999/%d"})
  void leavesNumbersThatAreNoDates(String format) {
    assertNoTraps(numbers(format).limit(5_000));
  }

  // --- queries

  @Test
  void cutsCombinationsOfFilters() {
    Random random = new Random(5);
    Stream<String> filters =
        Stream.generate(
            () ->
                "/shop?color=%d&size=%d&brand=%d&sort=%d"
                    .formatted(
                        random.nextInt(8),
                        random.nextInt(8),
                        random.nextInt(8),
                        random.nextInt(8)));

    assertThat(visited(filters.distinct().limit(3_000), 3)).isEqualTo(500);
    assertThat(check("/shop?color=9&size=9&brand=9&sort=9", 3).orElseThrow())
        .hasToString(
            "query explosion: more than 500 combinations of 32 values in the query of /shop");
    assertThat(check("/shop?page=2", 3)).isEmpty();
    assertThat(check("/blog?color=1&size=1&brand=1", 3)).isEmpty();
  }

  @Test
  void leavesThingsByNumberAndTheirPages() {
    assertNoTraps(
        IntStream.range(0, 2_000)
            .boxed()
            .flatMap(
                topic ->
                    IntStream.range(0, 1 + topic % 8)
                        .mapToObj(
                            page ->
                                "/viewtopic.php?f=%d&t=%d&start=%d"
                                    .formatted(topic % 9, topic, page * 20)))
            .limit(9_000));
  }

  @Test
  void cutsPathsWithTooManyQueries() {
    assertThat(visited(numbers("/?q=%d").limit(20_000), 3)).isEqualTo(10_000);
    assertThat(check("/?q=x", 3))
        .hasValue(new Trap("query explosion", "more than 10000 queries of /"));
  }

  // --- all

  @Test
  void countsForEachHost() {
    assertNoTraps(numbers("/calendar?month=%d").limit(60));

    assertThat(check("/calendar?month=61", 1)).isPresent();
    assertThat(traps.check(HttpUrl.get("http://other/calendar?month=61"), 1)).isEmpty();
    assertThat(traps.check(HttpUrl.get("http://h:81/calendar?month=61"), 1)).isEmpty();
  }

  /// A crawl that goes on has only those that were visited.
  @Test
  void theSameStateComesFromTheUrlsThatWereNotCut() {
    Random random = new Random(7);
    List<HttpUrl> visited = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      HttpUrl url = url(anyUrl(random));
      if (traps.check(url, i % 90).isEmpty()) {
        visited.add(url);
      }
    }
    Traps again = new Traps();
    Traps twice = new Traps();
    visited.forEach(url -> again.check(url, 5));
    visited.forEach(url -> twice.check(url, 5));

    assertThat(visited).hasSizeBetween(5_000, 19_000);
    for (int i = 0; i < 5_000; i++) {
      HttpUrl url = url(anyUrl(random));
      twice.check(url("/" + path(21) + i), 5); // cut, so it changes nothing
      assertThat(again.check(url, 5)).isEqualTo(twice.check(url, 5));
    }
  }

  private static String anyUrl(Random random) {
    int n = random.nextInt(3_000);
    return switch (random.nextInt(7)) {
      case 0 -> "/calendar?month=" + n;
      case 1 -> "/a/%d/b/a/b/c".formatted(n % 50);
      case 2 -> "/%d/%02d/%d".formatted(1900 + n % 100, 1 + n % 12, n);
      case 3 -> "/p%d?a=%d&b=%d&c=%d".formatted(n % 700, n % 3, n % 5, n % 7);
      case 4 -> "/p%d;jsessionid=%d".formatted(n, random.nextInt(3));
      case 5 -> "/x/y%d/x/y%d/x/page".formatted(n % 900, n % 7);
      default -> "/page-" + n;
    };
  }

  private long visited(Stream<String> paths, int depth) {
    return paths.filter(path -> check(path, depth).isEmpty()).count();
  }

  private void assertNoTraps(Stream<String> paths) {
    assertThat(paths.filter(path -> check(path, 3).isPresent())).isEmpty();
  }

  private Optional<Trap> check(String path, int depth) {
    return traps.check(url(path), depth);
  }

  private HttpUrl url(String path) {
    return HttpUrl.get("http://h" + path);
  }

  private static String path(int folders) {
    return IntStream.range(0, folders).mapToObj(i -> "f" + i + "/").reduce("", String::concat);
  }

  private static Stream<String> pages(String folder, int count) {
    return IntStream.range(0, count).mapToObj(i -> folder + "page-" + i + ".html");
  }

  private static Stream<String> numbers(String format) {
    return IntStream.range(1, 30_000).mapToObj(format::formatted);
  }

  private static Stream<String> months(String format, int from, int years) {
    return IntStream.range(0, years * 12)
        .mapToObj(i -> format.formatted(from + i / 12, 1 + i % 12));
  }

  private static Stream<String> days(String format, int from, int years) {
    return IntStream.range(0, years * 365)
        .mapToObj(i -> format.formatted(from + i / 365, 1 + i % 365 / 31, 1 + i % 365 % 31));
  }
}
