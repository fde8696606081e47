package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  @ParameterizedTest
  @CsvSource({
    "/2031/05/29/,            /*/",
    "/2031/5,                 /*",
    "/2031-05,                /*",
    "/a/2031-05-29.html,      /a/*.html",
    "/a/2031_05/b,            /a/*/b",
    "/20310529,               /*",
    "/2031-W22,               /*",
    "/2031/05/29/1999/12/x,   /*/*/x",
    "/2031,                   /2031",
    "/2031/13,                /2031/13",
    "/203105,                 /203105",
    "/12031/05,               /12031/05",
    "/2031/051,               /2031/051",
    "/99991399,               /99991399",
    "/v1.2.3,                 /v1.2.3",
  })
  void areReplacedInPaths(String path, String shape) {
    assertThat(Dates.withoutDates(path)).isEqualTo(shape);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date=2031-05",
        "d=2031-05-29T10:00",
        "from=20310529",
        "month=7",
        "MONTH=-7",
        "start_date=1893456000",
        "statisticsYear=7749",
        "week=2031-W22",
        "day=29.11.2026",
      })
  void areParameters(String parameter) {
    assertThat(Dates.isDate(parameter)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "date",
        "date=",
        "date=new",
        "id=7",
        "id=2031",
        "update=7",
        "candidate=7",
        "yearly=7",
        "birthday=7",
        "v=12.2031-05",
        "m=200305",
      })
  void areNotOthers(String parameter) {
    assertThat(Dates.isDate(parameter)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/2031/05/29/,            true",
    "/2031/05,                true",
    "/2031-05.html,           true",
    "/2031/05/index.php,      true",
    "/2031/05/a-title,        false",
    "/2031/05/29/a.html,      false",
    "/a,                      false",
  })
  void endPathsOfListsAndNotOfArticles(String path, boolean end) {
    assertThat(Dates.end(path)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "/calendar, true",
    "/a/Cal/b, true",
    "/my-calendar.php, true",
    "/local, false",
    "/calibration, false",
    "/events, false",
  })
  void calendarsCallThemselvesSo(String path, boolean calendar) {
    assertThat(Dates.isCalendar(path)).isEqualTo(calendar);
  }
}
