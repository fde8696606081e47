package dev.baton.scraper.cli;

import dev.baton.program.CannotWriteException;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.fetch.Resolver;
import dev.baton.scraper.job.CrawlJob;
import dev.baton.scraper.job.JobFrame;
import dev.baton.scraper.job.Outcome;
import dev.baton.scraper.job.Summary;
import dev.baton.scraper.output.JobFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Runs a job for a command, and says how it has ended.
record JobRunner(Shell shell, CommandSpec spec, SeeOptions see) {
  /// What the command does with the job.
  interface Run {
    Outcome run(CrawlJob job) throws CannotWriteException;
  }

  /// What is done in the frame of a job.
  interface Work {
    /// @return the exit code
    int run(JobFrame frame) throws CannotWriteException;
  }

  private interface Step {
    int run() throws CannotWriteException;
  }

  /// @return the exit code
  /// @throws ParameterException if the command line is wrong
  int run(Run run) {
    return run(Resolver.SYSTEM, frame -> run(run, new CrawlJob(frame)));
  }

  private int run(Run run, CrawlJob job) {
    int code = told(() -> tell(crawl(run, job)));
    if (code == Exits.CANNOT_WRITE.code()) {
      job.begun().ifPresent(this::sayHowToGoOn);
    }
    return code;
  }

  private Outcome crawl(Run run, CrawlJob job) throws CannotWriteException {
    try {
      return run.run(job);
    } catch (CannotWriteException failure) {
      if (failure.readerHasGone()) {
        job.begun()
            .ifPresent(
                folder ->
                    shell.say(
                        "the reader has gone; go on with: %s resume %s"
                            .formatted(shell.command(), folder)));
      }
      throw failure;
    }
  }

  /// Does something else with a job, and says what went wrong with it.
  ///
  /// @return the exit code
  /// @throws ParameterException if the command line is wrong
  int run(Resolver resolver, Work work) {
    try (Program program = see.open(spec, shell)) {
      JobFrame frame = new JobFrame(shell, program, see.json(), resolver);
      return told(() -> work.run(frame));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private int told(Step step) {
    try {
      return step.run();
    } catch (StoreException failure) {
      shell.say(failure.getMessage());
      return Exits.CANNOT_WRITE.code();
    } catch (CannotWriteException failure) {
      return shell.cannotWrite(failure, Exits.CANNOT_WRITE);
    }
  }

  private void sayHowToGoOn(JobFolder folder) {
    shell.say(
        "what came before is kept; go on with: %s resume %s".formatted(shell.command(), folder));
  }

  private int tell(Outcome outcome) {
    if (see.json()) {
      shell.printer().println(Summary.event(outcome));
    } else {
      Summary.lines(outcome).forEach(shell.err()::println);
      outcome.problem().or(outcome.crawler()::deadEnd).ifPresent(shell::say);
    }
    return outcome.stopped() ? stopped(outcome) : done(outcome);
  }

  private int stopped(Outcome outcome) {
    return see.json()
        ? Exits.INTERRUPTED.code()
        : shell.stopped("go on with: %s resume %s".formatted(shell.command(), outcome.folder()));
  }

  private int done(Outcome outcome) {
    if (!see.json()) {
      shell.say(
          "job %s %s; why a URL is not there: %s explain URL --job %s"
              .formatted(
                  outcome.folder(),
                  outcome.nothingToDo() ? "was done before" : "is done",
                  shell.command(),
                  outcome.folder()));
    }
    return (outcome.problem().isPresent() ? Exits.NO_START_PAGE : Exits.OK).code();
  }
}
