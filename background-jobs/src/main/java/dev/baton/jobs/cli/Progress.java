package dev.baton.jobs.cli;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.LoopListener.Note;
import dev.baton.Suspends;
import dev.baton.jobs.Job;
import dev.baton.jobs.JobState;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.StoreReports;
import dev.baton.jobs.StoreStats;
import dev.baton.jobs.WorkerListener;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import java.io.PrintWriter;
import java.time.Duration;

/// Shows how the work goes: on a terminal a line that is written anew, in a pipe a plain line now
/// and then; and a line for each attempt that failed.
///
/// Writing can block for ever, when somebody has stopped a pager: so it has a task of its own,
/// which writes outside the loop. Lines that find no room are counted and left out.
final class Progress implements WorkerListener {
  private static final int MAX_LINES = 1000;
  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration IN_PIPE = Duration.ofSeconds(10);
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintWriter out;
  private final boolean terminal;
  private final Queue<String> output = new Queue<>(MAX_LINES);
  private String status = "";
  private String lastSummary = "";
  private long done;
  private long retried;
  private long dead;
  private long lost;
  private int running;
  private long leftOut;

  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
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
        line(
            "job %d (%s): attempt %d of %d failed: %s"
                .formatted(job.id(), job.kind(), job.attempt(), job.maxAttempts(), reason));
      }
      case Outcome.Dead(String reason) -> {
        dead++;
        line("job %d (%s) is dead: %s".formatted(job.id(), job.kind(), reason));
      }
    }
  }

  @Override
  public void lost(Job job) {
    running--;
    lost++;
    line("job %d (%s): lease lost, it runs elsewhere".formatted(job.id(), job.kind()));
  }

  // --- what is shown

  /// Adds a line.
  void line(String text) {
    write(asLine(text));
    EventLoop.running().note(Note.PRINTED, text);
  }

  private String asLine(String text) {
    return terminal ? CLEAR_LINE + text + "\n" + status : text + "\n";
  }

  private void write(String text) {
    if (output.isFull()) {
      leftOut++;
    } else {
      output.putNowait(text);
    }
  }

  /// Shows counts now and then, until it is cancelled.
  @Suspends
  void tick(StoreReports reports) {
    long doneBefore = 0;
    while (true) {
      Duration pause = terminal ? ON_TERMINAL : IN_PIPE;
      Async.sleep(pause);
      long perSecond = (done - doneBefore) * 1000 / pause.toMillis();
      doneBefore = done;
      show(reports.stats(), perSecond);
    }
  }

  private void show(StoreStats stats, long perSecond) {
    String summary =
        "%,d running, %,d done, %,d retried, %,d dead, %,d ready, %,d waiting, %,d/s"
            .formatted(
                running,
                done,
                retried,
                dead,
                stats.in(JobState.READY),
                stats.in(JobState.WAITING),
                perSecond);
    if (terminal) {
      status = summary;
      write(CLEAR_LINE + status);
    } else if (!summary.equals(lastSummary)) {
      lastSummary = summary;
      line(summary);
    }
  }

  /// The last lines, which are not left out; then [#print()] returns when everything is written.
  @Suspends
  void finish() {
    status = "";
    if (leftOut > 0) {
      output.put(
          asLine("%,d lines were left out, the output was read too slowly".formatted(leftOut)));
    }
    output.put(
        asLine(
            "%,d done, %,d retried, %,d dead%s"
                .formatted(
                    done, retried, dead, lost == 0 ? "" : ", %,d leases lost".formatted(lost))));
    output.shutdown();
  }

  /// Writes what there is to write, until [#finish()].
  @Suspends
  void print() {
    while (true) {
      try {
        String text = output.get();
        Blocking.call(() -> writeNow(text));
      } catch (QueueShutDownException everythingIsWritten) {
        return;
      }
    }
  }

  private void writeNow(String text) {
    out.print(text);
    out.flush();
  }
}
