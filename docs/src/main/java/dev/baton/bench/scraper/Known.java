package dev.baton.bench.scraper;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Programs;
import dev.baton.bench.Statistics;
import dev.baton.bench.TemporaryFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A page must cost the same however many URLs are known, in a small heap.
///
/// A crawl reads lists of all pages, and is stopped. Then another goes on with the job: what it
/// does is measured, after its first pages, in which the JIT compiles.
final class Known {
  private static final String HEAP = "-Xmx256m";

  /// The status of a JVM that was stopped by SIGTERM.
  private static final int STOPPED = 143;

  /// So many times the pages that count are known.
  private static final int FEW = 3;

  private static final int MANY = 200;
  private static final double LAG_GOAL_MILLIS = 20;

  private static final String JOB = "job";

  private final Setup setup;
  private final int pages;

  private record Row(double processorMillisOfPage, double lagMillis, long peakBytes) {}

  private Known(Setup setup) {
    this.setup = setup;
    this.pages = setup.settings().pages();
  }

  static String text(Setup setup) throws IOException, InterruptedException {
    return new Known(setup).text();
  }

  private String text() throws IOException, InterruptedException {
    List<Row> few = new ArrayList<>();
    List<Row> many = new ArrayList<>();
    for (int run = 1; run <= setup.settings().runs(); run++) {
      few.add(crawl(FEW * pages, run));
      many.add(crawl(MANY * pages, run));
    }
    return """
    **The next %,d pages when many URLs are known**, in a heap of 256 MB

    %s
    """
        .formatted(
            pages,
            MarkdownTable.text(
                List.of(
                    "known URLs",
                    "processor ms a page",
                    "99 % of the loop's turns come within, ms",
                    "goal, ms",
                    "peak MB"),
                List.of(line(FEW * pages, few), line(MANY * pages, many))));
  }

  private static List<String> line(int known, List<Row> runs) {
    Statistics lag = of(runs, Row::lagMillis);
    return List.of(
        "%,d".formatted(known),
        of(runs, Row::processorMillisOfPage).spread(),
        lag.spread(),
        "%.0f".formatted(LAG_GOAL_MILLIS) + (lag.median() > LAG_GOAL_MILLIS ? " MISSED" : ""),
        "%.0f".formatted(of(runs, row -> row.peakBytes() / 1e6).median()));
  }

  private static Statistics of(List<Row> runs, ToDoubleFunction<Row> figure) {
    return Statistics.of(runs.stream().map(figure::applyAsDouble).toList());
  }

  private Row crawl(int known, int run) throws IOException, InterruptedException {
    Process site =
        new ProcessBuilder(Programs.java(LargeSite.class, List.of(), String.valueOf(known)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = site.inputReader();
        TemporaryFolder folder = TemporaryFolder.make()) {
      seed(URI.create(output.readLine()), folder.path());
      Row row = resume(folder.path());
      ScraperBench.note(
          "run %d, %,d URLs known: %.2f ms of processor time a page"
              .formatted(run, known, row.processorMillisOfPage()));
      return row;
    } finally {
      site.destroyForcibly();
    }
  }

  private void seed(URI start, Path folder) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("crawl", "--json"));
    words.addAll(BatonCrawl.FULL_SPEED);
    words.addAll(
        List.of("--max-pages", String.valueOf(FEW * pages), "--job", JOB, start.toString()));
    Watched crawl = Watched.start(command(words), folder);
    crawl.watch(
        moment -> {
          if (moment.pages() >= pages) {
            crawl.stop();
          }
        },
        STOPPED);
  }

  private Row resume(Path folder) throws IOException, InterruptedException {
    List<Watched.Moment> moments = new ArrayList<>();
    Watched.start(command(List.of("resume", "--json", JOB)), folder).watch(moments::add, 0);
    Watched.Moment last = moments.getLast();
    List<Watched.Moment> counted =
        moments.stream().filter(moment -> moment.pages() >= last.pages() - pages).toList();
    Watched.Moment first = counted.getFirst();
    // while the report is made at the end, no page comes
    Watched.Moment end =
        counted.stream().filter(moment -> moment.pages() == last.pages()).findFirst().orElseThrow();
    if (first.pages() == end.pages()) {
      throw new IOException("the crawl was too short to be watched; try more pages");
    }
    return new Row(
        (end.processorSeconds() - first.processorSeconds()) * 1e3 / (end.pages() - first.pages()),
        end.lagMillis(),
        last.peakBytes());
  }

  private List<String> command(List<String> words) {
    List<String> command =
        new ArrayList<>(
            List.of(Programs.java(), HEAP, "-jar", setup.workspace().path(BatonCrawl.JAR)));
    command.addAll(words);
    return command;
  }
}
