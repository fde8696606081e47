package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void figuresAreWrittenByNameWithHelpAndType() {
    Counter pages = metrics.counter("pages_total", "Pages that were visited.");
    Gauge open = metrics.gauge("connections", "Connections that are open.");
    pages.add(2);
    pages.add(0.5);
    open.set(7);
    open.add(-9);

    assertThat(metrics.text())
        .isEqualTo(
            """
            # HELP connections Connections that are open.
            # TYPE connections gauge
            connections -2
            # HELP pages_total Pages that were visited.
            # TYPE pages_total counter
            pages_total 2.5
            """);
  }

  @Test
  void aFigureHasAValueForEachSetOfLabels() {
    Family<Counter> answers = metrics.counters("answers_total", "Answers.", "host", "status");
    answers.with("a", "200").add(3);
    answers.with("b", "404").add(1);
    answers.with("a", "200").add(1);

    assertThat(metrics.text())
        .isEqualTo(
            """
            # HELP answers_total Answers.
            # TYPE answers_total counter
            answers_total{host="a",status="200"} 4
            answers_total{host="b",status="404"} 1
            """);
  }

  @Test
  void theBucketsOfAHistogramAreCumulative() {
    Histogram took = metrics.histogram("request_seconds", "How long.", 0.1, 1, 10);
    for (double value : new double[] {0.05, 0.1, 0.5, 10, 11, 1000}) {
      took.observe(value);
    }

    assertThat(took.count()).isEqualTo(6);
    assertThat(metrics.text())
        .isEqualTo(
            """
            # HELP request_seconds How long.
            # TYPE request_seconds histogram
            request_seconds_bucket{le="0.1"} 2
            request_seconds_bucket{le="1"} 3
            request_seconds_bucket{le="10"} 4
            request_seconds_bucket{le="+Inf"} 6
            request_seconds_sum 1021.65
            request_seconds_count 6
            """);
  }

  @Test
  void aHistogramMayHaveLabelsBesideItsBuckets() {
    Family<Histogram> took =
        metrics.histograms("took_seconds", "How long.", new double[] {1}, "kind");
    took.with("email").observe(2);

    assertThat(metrics.text())
        .contains(
            """
            took_seconds_bucket{kind="email",le="1"} 0
            took_seconds_bucket{kind="email",le="+Inf"} 1
            took_seconds_sum{kind="email"} 2
            took_seconds_count{kind="email"} 1
            """);
  }

  @Test
  void aGaugeMayBeLookedUpWhenSomebodyAsks() {
    Deque<String> queue = new ArrayDeque<>(List.of("a", "b"));
    metrics.gauge("queue_length", "What waits.", queue::size);
    assertThat(metrics.text()).endsWith("queue_length 2\n");

    queue.clear();
    assertThat(metrics.text()).endsWith("queue_length 0\n");
  }

  @Test
  void labelsAndHelpAreEscaped() {
    metrics.gauges("odd", "One \\ and\ntwo \" lines", "name").with("a\"b\\c\nd é 🎉").set(1);

    assertThat(metrics.text())
        .isEqualTo(
            """
            # HELP odd One \\\\ and\\ntwo " lines
            # TYPE odd gauge
            odd{name="a\\"b\\\\c\\nd é 🎉"} 1
            """);
  }

  @Test
  void numbersAreWrittenAsPrometheusReadsThemInAnyCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Family<Gauge> numbers = metrics.gauges("n", "Numbers.", "of");
      double[] values = {
        0, -0.25, 1_234_567, 1e20, 0.1 + 0.2, Double.NaN, 1 / 0.0, -1 / 0.0, 9007199254740993.0
      };
      for (double value : values) {
        numbers.with("" + value).set(value);
      }
      assertThat(metrics.text().lines().skip(2).map(line -> line.split(" ")[1]))
          .containsExactly(
              "0",
              "-0.25",
              "1234567",
              "1.0E20",
              "0.30000000000000004",
              "NaN",
              "+Inf",
              "-Inf",
              "9.007199254740992E15");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void newLabelValuesAgainAndAgainFillNoMemoryAndTheSumStaysRight() {
    Family<Counter> hits = metrics.counters("hits_total", "Hits.", "path", "user");
    for (int i = 0; i < 100_000; i++) {
      hits.with("/" + i, "me").add(1);
    }
    hits.with("x".repeat(201), "me").add(1);
    hits.with("/7", "me").add(1);

    List<String> lines = metrics.text().lines().skip(2).toList();
    assertThat(lines)
        .hasSize(Family.MOST_SETS + 1)
        .contains("hits_total{path=\"/7\",user=\"me\"} 2")
        .endsWith("hits_total{path=\"other\",user=\"other\"} 99001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7up", "a-b", "a b", "é", "a\n", "a{b}"})
  void aNameMustBeValid(String name) {
    assertThatThrownBy(() -> metrics.counter(name, "Help."))
        .hasMessage("a metric's name is made of letters, digits, _ and :, got \"" + name + "\"");
    assertThatThrownBy(() -> metrics.counters("fine", "Help.", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(", got \"" + name + "\"");
  }

  @Test
  void aLabelMustBeValidToo() {
    assertThatThrownBy(() -> metrics.counters("a", "Help.", "a:b")).hasMessageContaining("a:b");
    assertThatThrownBy(() -> metrics.counters("a", "Help.", "__a")).hasMessageContaining("__a");
    assertThatThrownBy(() -> metrics.counters("a", "Help.", "x", "x"))
        .hasMessage("the labels of \"a\" must differ, got [x, x]");
    assertThatThrownBy(() -> metrics.histograms("a", "Help.", new double[0], "le"))
        .hasMessageEndingWith("is not le in a histogram, got \"le\"");
    assertThatThrownBy(() -> metrics.counters("a", "Help.", "x").with())
        .hasMessage("\"a\" has the labels [x], got the values []");
  }

  @Test
  void eachMetricHasNamesOfItsOwn() {
    metrics.histogram("took", "How long.", 1);
    metrics.counter("done_count", "Done.");

    assertThatThrownBy(() -> metrics.gauge("took", "Again."))
        .hasMessage("the name \"took\" is taken; give each metric one of its own");
    assertThatThrownBy(() -> metrics.counter("took_count", "A sample of the histogram."))
        .hasMessageContaining("\"took_count\"");
    assertThatThrownBy(() -> metrics.histogram("done", "Has a count.", 1))
        .hasMessageContaining("\"done_count\"");
  }

  @Test
  void whatMeansNothingIsRefused() {
    Counter counter = metrics.counter("a", "Help.");
    assertThatThrownBy(() -> counter.add(-1))
        .hasMessage("a counter only grows, got -1.0; use a gauge for what falls, too");
    assertThatThrownBy(() -> counter.add(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> metrics.histogram("b", "Help.", 1, 1))
        .hasMessage("the bounds of \"b\" must be numbers that rise, got [1.0, 1.0]");
    assertThatThrownBy(() -> metrics.histogram("b", "Help.", 1).observe(Double.NaN))
        .hasMessage("a histogram counts numbers, got NaN");
    assertThat(counter.value()).isZero();
  }
}
