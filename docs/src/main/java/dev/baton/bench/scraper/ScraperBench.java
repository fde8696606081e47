package dev.baton.bench.scraper;

import dev.baton.bench.Machine;
import dev.baton.bench.Suite;
import dev.baton.bench.TemporaryFolder;
import java.io.IOException;

/// `./run bench scraper`: our scraper beside others.
///
/// - **Everyone does the same**: follows every link from the start page, obeys robots.txt, and
///   keeps address, status and title of each page; but `wget -r` keeps the pages and looks at
///   nothing.
/// - **Everyone finds everything**, or has no figure.
/// - **The contestants take turns**, each in a process of its own, started as a user starts it. The
///   JVM's start, and what its JIT takes, is in our figures, and in crawler4j's; not so the seconds
///   for which crawler4j waits at its end.
/// - The server shares the machine with them, and costs everyone the same.
public final class ScraperBench {
  public static final Suite SUITE = new Suite("scraper", Settings.usage(), ScraperBench::order);

  private ScraperBench() {}

  private static Suite.Order order(String... arguments) {
    Settings settings = Settings.parse(arguments);
    return new Suite.Order("scraper", settings.file(), () -> text(settings));
  }

  private static String text(Settings settings) throws IOException, InterruptedException {
    Machine machine = Machine.here();
    StringBuilder text = new StringBuilder();
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      Setup setup = Setup.make(settings, folder.path());
      for (Part part : settings.parts()) {
        text.append(part.measurement().text(setup)).append('\n');
      }
    }
    return text.append(
            "%d runs. %s; %s. Made by `%s`.%n"
                .formatted(
                    settings.runs(),
                    machine.java(),
                    Nginx.version().orElse(""),
                    settings.command()))
        .toString();
  }

  static void note(String text) {
    System.err.println("bench scraper: " + text);
  }
}
