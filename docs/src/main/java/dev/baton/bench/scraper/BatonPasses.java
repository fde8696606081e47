package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.Programs;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Ours, when the JIT has compiled what there is to compile: several passes in one JVM, of which
/// the last counts.
///
/// @param classPath of the scraper
record BatonPasses(String classPath, String version, List<String> options) implements Crawler {
  private static final int PASSES = 3;

  @Override
  public Cost crawl(URI start, int pages, Path folder) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Programs.java(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                classPath + File.pathSeparator + System.getProperty("java.class.path"),
                Passes.class.getName(),
                String.valueOf(PASSES)));
    command.addAll(BatonCrawl.words(List.of(start), options, folder.resolve("job-PASS")));
    Cost all = MeasuredProcess.run(command, folder);
    for (int pass = 1; pass <= PASSES; pass++) {
      Crawler.checkLines(folder.resolve("job-" + pass).resolve(BatonCrawl.PAGES), pages);
    }
    String[] last = Files.readAllLines(folder.resolve("out")).getLast().split(" ");
    return new Cost(Double.parseDouble(last[0]), Double.parseDouble(last[1]), all.peakBytes());
  }
}
