package dev.baton.scraper.tour;

import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.program.CannotWriteException;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.demo.DemoWorld;
import dev.baton.scraper.job.CrawlJob;
import dev.baton.scraper.job.JobFrame;
import dev.baton.scraper.job.JobSettings;
import dev.baton.scraper.job.Outcome;
import dev.baton.scraper.job.Starts;
import dev.baton.scraper.output.JobFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;

/// Crawls the demo's world, which is a task of the same loop, and looks at what became of it.
///
/// ```text
///  main ----- the crawl, as every other: a task for each host, the committer, the panel
///    +------- world: a task for each connection
/// ```
///
/// Used once.
public final class Tour {
  private final JobFrame frame;
  private List<Finding> findings = List.of();

  /// @param frame with [DemoWorld#resolve] as its resolver
  public Tour(JobFrame frame) {
    this.frame = frame;
  }

  /// Runs it.
  ///
  /// @param path of the job's folder, which must not exist
  /// @throws StoreException if the folder exists, or the store cannot be used
  /// @throws CannotWriteException if pages or messages cannot be written
  public Outcome run(Path path) throws CannotWriteException {
    return new CrawlJob(frame).begin(path, crawl -> inWorld(crawl, new JobFolder(path)));
  }

  @Suspends
  private void inWorld(CrawlJob.Crawl crawl, JobFolder job) throws CannotWriteException {
    try (DemoWorld world = DemoWorld.open(0)) {
      TaskGroup.run(
          group -> {
            Task<Void> serving = group.spawn("world", world::serve);
            crawl.run(settings(world.starts()));
            findings = Findings.of(world.expectations(), Sight.of(job, world));
            serving.cancel();
          });
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    } catch (ExceptionGroup failures) {
      Optional<StoreException> ofStore = failures.onlyOf(StoreException.class);
      if (ofStore.isPresent()) {
        throw ofStore.get();
      }
      throw failures.onlyOf(CannotWriteException.class).orElseThrow(() -> failures);
    }
  }

  /// Crawls a world that another process serves, or goes on with that.
  ///
  /// @param path of the job's folder; if it exists, the job is resumed
  /// @param starts of the world
  /// @throws StoreException if the store cannot be used
  /// @throws CannotWriteException if pages or messages cannot be written
  public static Outcome beginOrResume(JobFrame frame, Path path, List<String> starts)
      throws CannotWriteException {
    CrawlJob job = new CrawlJob(frame);
    return Files.exists(path)
        ? job.resume(path, UnaryOperator.identity())
        : job.begin(settings(starts), path);
  }

  /// What somebody has typed who names all hosts of a world.
  private static JobSettings settings(List<String> starts) {
    return JobSettings.of(new Starts(starts.stream().map(HttpUrl::get).toList(), List.of()));
  }

  /// What became of everything; empty if the crawl was stopped.
  public List<Finding> findings() {
    return findings;
  }
}
