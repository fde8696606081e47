package dev.baton.bench.scraper;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Programs;
import dev.baton.bench.Statistics;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A page must cost the same however many URLs are known, in a small heap.
///
/// The first pages are not counted: they are the lists of all others, and in them the JIT compiles.
final class Known {
  private static final String HEAP = "-Xmx256m";

  /// How many times the pages that are crawled and count.
  private static final int FEW = 2;

  private static final int MANY = 200;
  private static final double LAG_GOAL_MILLIS = 20;

  private final Setup setup;
  private final int pages;

  private Known(Setup setup) {
    this.setup = setup;
    this.pages = setup.settings().pages();
  }

  static String text(Setup setup) throws IOException, InterruptedException {
    return new Known(setup).text();
  }

  private String text() throws IOException, InterruptedException {
    List<Watched> few = new ArrayList<>();
    List<Watched> many = new ArrayList<>();
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

  private static List<String> line(int known, List<Watched> runs) {
    Statistics lag = of(runs, Watched::lagMillis);
    return List.of(
        "%,d".formatted(known),
        of(runs, Watched::processorMillisOfPage).spread(),
        lag.spread(),
        "%.0f".formatted(LAG_GOAL_MILLIS) + (lag.median() > LAG_GOAL_MILLIS ? " MISSED" : ""),
        "%.0f".formatted(of(runs, watched -> watched.peakBytes() / 1e6).median()));
  }

  private static Statistics of(List<Watched> runs, ToDoubleFunction<Watched> figure) {
    return Statistics.of(runs.stream().map(figure::applyAsDouble).toList());
  }

  private Watched crawl(int known, int run) throws IOException, InterruptedException {
    Process site =
        new ProcessBuilder(Programs.java(LargeSite.class, List.of(), String.valueOf(known)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = site.inputReader();
        TemporaryFolder folder = TemporaryFolder.make()) {
      Watched watched = Watched.run(command(URI.create(output.readLine())), folder.path(), pages);
      ScraperBench.note(
          "run %d, %,d URLs known: %.2f ms of processor time a page"
              .formatted(run, known, watched.processorMillisOfPage()));
      return watched;
    } finally {
      site.destroyForcibly();
    }
  }

  private List<String> command(URI start) {
    Path jar = setup.workspace().root().resolve(BatonCrawl.JAR);
    List<String> command =
        new ArrayList<>(List.of(Programs.java(), HEAP, "-jar", jar.toString(), "crawl", "--json"));
    command.addAll(BatonCrawl.FULL_SPEED);
    command.addAll(List.of("--max-pages", String.valueOf(2 * pages), "--job", "job"));
    command.add(start.toString());
    return command;
  }
}
