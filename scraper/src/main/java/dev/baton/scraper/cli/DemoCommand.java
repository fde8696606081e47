package dev.baton.scraper.cli;

import dev.baton.CancelledError;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Shell;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.demo.DemoWorld;
import dev.baton.scraper.job.JobFrame;
import dev.baton.scraper.job.Outcome;
import dev.baton.scraper.job.Summary;
import dev.baton.scraper.tour.CrashTour;
import dev.baton.scraper.tour.Finding;
import dev.baton.scraper.tour.FindingEvent;
import dev.baton.scraper.tour.FindingsTable;
import dev.baton.scraper.tour.Tour;
import dev.baton.terminal.FailureText;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `demo`.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Crawls a small web of its own, and shows what became of everything in it.",
    description = {
      "",
      "Opens a shop for books and six other hosts on this machine, which nobody else can reach, and"
          + " crawls them as crawl would: some 180 pages in 7 seconds. There are dead links, a"
          + " calendar without end, a corner that robots.txt forbids, a host that says 429, one"
          + " that breaks off, a bomb of 1 MB that unpacks to 1 GB, and more. Then it says what"
          + " became of each, and whether it should have. It needs no network.",
      "",
      "What it leaves is a job like every other: look at it with stats and explain, take its pages"
          + " with export, open its report.html.",
      "",
      "--crash shows what a crawl is worth when its process is killed (kill -9, three times, each"
          + " time while requests are under way) and resumed: another crawl goes on undisturbed,"
          + " and in the end both must have the same pages. It takes some 20 seconds.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --job /tmp/demo.crawl",
      "  ${COMMAND-FULL-NAME} --crash"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class DemoCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Option(names = "--crash", description = "kill the crawl again and again, and resume it")
  private boolean crash;

  @Option(
      names = "--job",
      paramLabel = "DIR",
      description =
          "the job's folder, to be made (default: demo-DATE-TIME.crawl here); with --crash a"
              + " folder for two jobs (demo-DATE-TIME.crash)")
  private Path job;

  @Mixin private SeeOptions see;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return new JobRunner(shell, spec, see)
        .run(DemoWorld::resolve, crash ? this::crash : this::tour);
  }

  // --- one crawl

  private int tour(JobFrame frame) throws CannotWriteException {
    if (!see.json()) {
      shell.say("shop.localhost and six other hosts are open on 127.0.0.1 while this runs");
    }
    Tour tour = new Tour(frame);
    Outcome outcome = tour.run(job == null ? FreeFolder.forJob("demo") : job);
    if (outcome.stopped()) {
      return shell.stopped("what was seen until then is in " + outcome.folder());
    }
    print(tour.findings());
    if (see.json()) {
      shell.printer().println(Summary.event(outcome));
    } else {
      Summary.totals(outcome).forEach(shell.printer()::println);
      shell.printer().println();
      advise(
          verdict(tour.findings()),
          "stats %s --polite".formatted(outcome.folder()),
          "explain %sprivate/ --job %s"
              .formatted(outcome.settings().starts().first(), outcome.folder()),
          "export %s pages.csv".formatted(outcome.folder()));
    }
    return code(tour.findings());
  }

  private static String verdict(List<Finding> findings) {
    long wrong = findings.stream().filter(finding -> !finding.isRight()).count();
    return wrong == 0
        ? "All %d are as they should be.".formatted(findings.size())
        : "%d of %d are NOT as they should be: see above.".formatted(wrong, findings.size());
  }

  // --- two, of which one is killed

  private int crash(JobFrame frame) throws CannotWriteException {
    Path folder = job == null ? FreeFolder.forCrash("demo") : job;
    make(folder);
    CrashTour tour = new CrashTour(frame, DemoCrawlCommand.process(), folder, CrashTour.REQUESTS);
    try {
      tour.run();
    } catch (CancelledError signal) {
      return shell.stopped("so are both processes; what they have stored is in " + text(folder));
    } catch (IOException failure) {
      throw new StoreException(FailureText.of(failure), failure);
    }
    print(tour.findings());
    if (!see.json()) {
      String killed = text(folder.resolve("killed.crawl"));
      advise(
          code(tour.findings()) == 0
              ? "0 lost, 0 twice: all is as if nobody had killed it."
              : "It is NOT as if nobody had killed it: see above.",
          "stats %s --polite".formatted(killed),
          "export %s pages.csv".formatted(killed));
    }
    return code(tour.findings());
  }

  private static void make(Path folder) {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException itDoes) {
      throw new StoreException(
          "folder %s exists; name another one with --job".formatted(text(folder)));
    } catch (IOException failure) {
      throw new StoreException(
          "folder %s cannot be made: %s".formatted(text(folder), FailureText.of(failure)), failure);
    }
  }

  private static String text(Path path) {
    return SafeText.escape(path.toString(), 300);
  }

  // --- what both say

  private void print(List<Finding> findings) {
    PrintWriter out = shell.printer();
    if (see.json()) {
      findings.forEach(finding -> out.println(FindingEvent.of(finding)));
    } else {
      out.println();
      FindingsTable.lines(findings).forEach(out::println);
      out.println();
    }
  }

  private void advise(String verdict, String... commands) {
    PrintWriter out = shell.printer();
    out.println(verdict);
    out.println("Look closer:");
    for (String each : commands) {
      out.println("  " + shell.command() + " " + each);
    }
  }

  private static int code(List<Finding> findings) {
    boolean isRight = findings.stream().allMatch(Finding::isRight);
    return (isRight ? Exits.OK : Exits.NOT_AS_EXPECTED).code();
  }
}
