package dev.baton.scraper.tour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.scraper.cli.Scraper;
import dev.baton.scraper.demo.DemoWorld;
import dev.baton.scraper.job.JobFrame;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.Nightly;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A crawl of the demo that is killed at random, in processes of its own.
@Tag("process")
@Timeout(1_800)
class CrashTourTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Shell shell =
      new Shell("scraper", InputStream.nullInputStream(), new ByteArrayOutputStream(), err);

  @Test
  void nothingIsLostAndNothingTwiceWhereverItIsKilled() throws Exception {
    for (int round = 0; round < Nightly.amount(1, 15); round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      List<Integer> requests = List.of(random.nextInt(1, 120), random.nextInt(1, 40));

      List<Finding> findings = tour(requests, Files.createDirectory(folder.resolve("" + round)));

      assertThat(findings)
          .as("killed after %s requests (seed %d): %s", requests, seed, err.toString(UTF_8))
          .hasSize(9)
          .allMatch(Finding::isRight);
    }
  }

  private List<Finding> tour(List<Integer> requests, Path place) throws Exception {
    try (Program program = new Program("scraper demo", shell.err())) {
      JobFrame frame = new JobFrame(shell, program, false, DemoWorld::resolve);
      List<String> command = ChildJvm.of(Scraper.class).command("demo-crawl");
      CrashTour tour = new CrashTour(frame, command, place, requests);
      tour.run();
      return tour.findings();
    }
  }
}
