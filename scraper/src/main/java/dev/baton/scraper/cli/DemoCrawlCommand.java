package dev.baton.scraper.cli;

import dev.baton.program.CannotWriteException;
import dev.baton.program.Shell;
import dev.baton.scraper.demo.DemoWorld;
import dev.baton.scraper.job.JobFrame;
import dev.baton.scraper.job.Outcome;
import dev.baton.scraper.tour.Tour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The process that `demo --crash` kills: `crawl` and `resume` for the hosts of a demo that runs in
/// another process. People have no use for it.
@Command(
    name = DemoCrawlCommand.NAME,
    hidden = true,
    mixinStandardHelpOptions = true,
    header = "Crawls the demo of another process, or goes on with that.")
final class DemoCrawlCommand implements Callable<Integer> {
  static final String NAME = "demo-crawl";

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "the job's folder")
  private Path job;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "URL", description = "where to start")
  private List<String> urls = new ArrayList<>();

  @Mixin private SeeOptions see;

  DemoCrawlCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return new JobRunner(shell, spec, see).run(DemoWorld::resolve, this::crawl);
  }

  private int crawl(JobFrame frame) throws CannotWriteException {
    Outcome outcome = Tour.beginOrResume(frame, job, urls);
    return (outcome.stopped() ? Exits.INTERRUPTED : Exits.OK).code();
  }

  /// What starts it as a process of its own, with the class path and the Java of this one. It lives
  /// for seconds: so it is not worth its while to compile for speed.
  static List<String> process() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED"));
    String mounted = System.getProperty("baton.mounted");
    if (mounted != null) {
      command.add("-Dbaton.mounted=" + mounted);
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Scraper.class.getName(), NAME));
    return command;
  }
}
