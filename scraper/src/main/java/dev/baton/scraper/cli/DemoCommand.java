package dev.baton.scraper.cli;

import dev.baton.program.CannotWriteException;
import dev.baton.program.Shell;
import dev.baton.scraper.demo.DemoWorld;
import dev.baton.scraper.job.JobFrame;
import dev.baton.scraper.job.Outcome;
import dev.baton.scraper.job.Summary;
import dev.baton.scraper.tour.Finding;
import dev.baton.scraper.tour.Tour;
import java.io.PrintWriter;
import java.nio.file.Path;
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
      "Begins a shop for books and six other hosts on this machine, which nobody else can reach,"
          + " and crawls them as crawl would: some 180 pages in 7 seconds. There are dead"
          + " links, a calendar without end, a corner that robots.txt forbids, a host that says"
          + " 429, one that breaks off, a bomb of 1 MB that unpacks to 1 GB, and more. Then it says"
          + " of each what should become of it and what did. It needs no network.",
      "",
      "What is left is a job like every other: look at it with stats and explain, take its pages"
          + " with export, open its report.html.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --job /tmp/demo.crawl"},
    exitCodeListHeading = "%nExit codes:%n")
final class DemoCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Option(
      names = "--job",
      paramLabel = "DIR",
      description = "the job's folder, to be made (default: demo-DATE-TIME.crawl here)")
  private Path job;

  @Mixin private SeeOptions see;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return new JobRunner(shell, spec, see).run(DemoWorld::resolve, this::tour);
  }

  private int tour(JobFrame frame) throws CannotWriteException {
    Tour tour = new Tour(frame);
    if (!see.json()) {
      shell.say("shop.localhost and six other hosts are open on 127.0.0.1 while this runs");
    }
    Outcome outcome = tour.run(job == null ? FreeFolder.of("demo") : job);
    if (outcome.stopped()) {
      return shell.stopped("what was seen until then is in " + outcome.folder());
    }
    if (see.json()) {
      tour.events().forEach(shell.printer()::println);
      shell.printer().println(Summary.event(outcome));
    } else {
      tell(tour, outcome);
    }
    boolean isRight = tour.findings().stream().allMatch(Finding::isRight);
    return (isRight ? Exits.OK : Exits.NOT_AS_EXPECTED).code();
  }

  private void tell(Tour tour, Outcome outcome) {
    PrintWriter out = shell.printer();
    out.println();
    tour.table().forEach(out::println);
    out.println();
    Summary.totals(outcome).forEach(out::println);
    out.println();
    out.println(verdict(tour));
    advise(outcome, out);
  }

  private static String verdict(Tour tour) {
    int all = tour.findings().size();
    long right = tour.findings().stream().filter(Finding::isRight).count();
    return right == all
        ? "All %d are as they should be.".formatted(all)
        : "%d of %d are NOT as they should be: see above.".formatted(all - right, all);
  }

  private void advise(Outcome outcome, PrintWriter out) {
    String command = shell.command();
    out.println("Look closer:");
    out.println("  %s stats %s --polite".formatted(command, outcome.folder()));
    out.println(
        "  %s explain %sprivate/ --job %s"
            .formatted(command, outcome.settings().starts().first(), outcome.folder()));
    out.println("  %s export %s pages.csv".formatted(command, outcome.folder()));
  }
}
