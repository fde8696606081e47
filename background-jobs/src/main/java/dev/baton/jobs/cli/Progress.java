package dev.baton.jobs.cli;

import dev.baton.Suspends;
import dev.baton.jobs.Job;
import dev.baton.jobs.JobQueries;
import dev.baton.jobs.JobState;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.StoreException;
import dev.baton.jobs.StoreStats;
import dev.baton.jobs.WorkerListener;
import dev.baton.program.Output;
import dev.baton.terminal.Panel;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Shows how the work goes: a line for each attempt that failed, and counts in a [Panel].
///
/// The work does not wait for whoever reads this slowly: lines that find no room are left out.
final class Progress implements WorkerListener, Panel.Content {
  private final Output output;
  private final JobQueries queries;
  private final Kinds kinds;
  private long done;
  private long retried;
  private long dead;
  private long lost;
  private int running;
  private boolean saidShortage;

  /// When the counts were shown before, and what was done until then.
  private Duration shownAt = Duration.ZERO;

  private long doneBefore;

  /// Which jobs wait that are left to others, when that was said.
  private SortedMap<String, Long> others = new TreeMap<>();

  Progress(Output output, JobQueries queries, Kinds kinds) {
    this.output = output;
    this.queries = queries;
    this.kinds = kinds;
  }

  // --- what happens

  @Override
  public void started(Job job) {
    running++;
  }

  @Override
  public void ended(Job job, Outcome outcome) {
    running--;
    switch (outcome) {
      case Outcome.Done() -> done++;
      case Outcome.Retry(String reason, Duration _) -> {
        retried++;
        output.offer(
            "job %d (%s): attempt %d of %d failed: %s"
                .formatted(job.id(), job.kind(), job.attempt(), job.maxAttempts(), reason));
      }
      case Outcome.Dead(String reason) -> {
        dead++;
        output.offer("job %d (%s) is dead: %s".formatted(job.id(), job.kind(), reason));
      }
      case Outcome.Released(String reason) -> sayShortage(reason);
    }
  }

  private void sayShortage(String reason) {
    if (!saidShortage) {
      saidShortage = true;
      output.offer(
          "%s: jobs go back and are tried again, slowly; raise ulimit -n, or give a smaller --concurrency"
              .formatted(reason));
    }
  }

  @Override
  public void lost(Job job) {
    running--;
    lost++;
    output.offer("job %d (%s): lease lost, it runs elsewhere".formatted(job.id(), job.kind()));
  }

  @Override
  public void storeBusy() {
    output.offer(
        "the store is locked: another process has been writing for long; end it if it hangs, the"
            + " worker goes on by itself");
  }

  @Override
  public void storeFree() {
    output.offer("the store is free again: the worker goes on");
  }

  // --- what is shown

  /// On a terminal the line changes often; the counts of the store cost a look at all of it.
  static Duration pause(Panel.Mode mode) {
    return mode == Panel.Mode.LIVE ? Duration.ofMillis(500) : mode.pause();
  }

  @Override
  @Suspends
  public List<String> lines(Duration elapsed) {
    StoreStats stats;
    try {
      stats = queries.stats();
    } catch (StoreException noLook) {
      // only this look has failed: that the store cannot be used is for the worker to find out
      return List.of("%,d running, %s; the store could not be counted".formatted(running, total()));
    }
    SortedMap<String, Long> now = stats.waitingOfOtherKinds(kinds);
    if (!now.keySet().equals(others.keySet())) {
      sayOthers(now);
    }
    long perSecond = (done - doneBefore) * 1000 / Math.max(1, elapsed.minus(shownAt).toMillis());
    shownAt = elapsed;
    doneBefore = done;
    return List.of(
        "%,d running, %,d done, %,d retried, %,d dead, %,d ready, %,d waiting, %,d/s"
            .formatted(
                running,
                done,
                retried,
                dead,
                stats.in(JobState.READY),
                stats.in(JobState.WAITING),
                perSecond));
  }

  /// Says which jobs wait that are left to others, if there are other ones than before.
  @Suspends
  void sayOthers() {
    try {
      SortedMap<String, Long> now = queries.stats().waitingOfOtherKinds(kinds);
      if (!now.equals(others)) {
        sayOthers(now);
      }
    } catch (StoreException noLook) {
      // as above
    }
  }

  private void sayOthers(SortedMap<String, Long> now) {
    others = now;
    if (!now.isEmpty()) {
      output.offer(UnknownKinds.sentence(now));
    }
  }

  /// What came of it in the end.
  String total() {
    String leases = lost == 0 ? "" : ", " + Counted.text(lost, "lease") + " lost";
    return "%,d done, %,d retried, %,d dead%s".formatted(done, retried, dead, leases);
  }
}
