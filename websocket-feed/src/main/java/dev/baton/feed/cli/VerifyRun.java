package dev.baton.feed.cli;

import dev.baton.Async;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.JsonObject;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.watch.Access;
import dev.baton.feed.watch.HistoryClient;
import dev.baton.feed.watch.LiveCheck;
import dev.baton.feed.watch.LiveCheck.Problem;
import dev.baton.feed.watch.Viewer;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketConnector;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Exit;
import dev.baton.program.Output;
import dev.baton.program.Shell;
import dev.baton.program.TimeSpan;
import dev.baton.sync.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Checks a server: watches it for a while, and compares what came with its history.
final class VerifyRun implements Viewer {
  /// From one comparison to the next: long before the history forgets.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Access access;
  private final Duration length;
  private final boolean json;
  private final Output output;
  private final Event connected = new Event("the server is there");
  private final Tally tally = new Tally();
  private LiveCheck check;

  VerifyRun(Access access, Duration length, boolean json, Shell shell) {
    this.access = access;
    this.length = length;
    this.json = json;
    output = json ? shell.outputInOne() : shell.output();
  }

  /// @throws dev.baton.ExceptionGroup with the [IOException] in it that ended the watcher
  @Suspends
  Exit run() throws CannotWriteException, IOException {
    return output.run(this::verify);
  }

  @Suspends
  private Exit verify() {
    WatchSettings settings = WatchSettings.DEFAULT;
    try (HistoryClient history = new HistoryClient(access)) {
      Watcher watcher =
          new Watcher(
              new WebSocketConnector(access, settings.answer()),
              history,
              this,
              settings,
              RandomGenerator.getDefault());
      check = new LiveCheck(watcher::ask);
      TaskGroup.run(
          group -> {
            Task<?> watching = group.spawn("watcher", () -> watcher.run(false));
            connected.await();
            compareForAWhile(group);
            watching.cancel();
          });
    }
    return report();
  }

  @Suspends
  private void compareForAWhile(TaskGroup group) {
    Task<?> comparing = group.spawn("comparison", this::compareAgainAndAgain);
    Async.sleep(length);
    comparing.cancel();
    Async.wait(List.of(comparing), ReturnWhen.ALL_COMPLETED);
    check.compare();
  }

  @Suspends
  private void compareAgainAndAgain() {
    while (true) {
      Async.sleep(PAUSE);
      check.compare();
    }
  }

  @Suspends
  private Exit report() {
    List<Problem> problems = check.problems();
    int shown = json ? problems.size() : Math.min(problems.size(), VerifyCommand.SHOWN);
    for (Problem problem : problems.subList(0, shown)) {
      output.print(json ? json(problem) : plain(problem));
    }
    boolean holds = check.holds();
    output.print(json ? json(holds) : plain(holds));
    return holds ? Exits.VERIFIED : Exits.NOT_VERIFIED;
  }

  private static String plain(Problem problem) {
    Reading reading = problem.reading();
    return "%s #%d of epoch %s %s"
        .formatted(reading.channel(), reading.seq(), reading.epoch(), problem.what());
  }

  private static String json(Problem problem) {
    Reading reading = problem.reading();
    return new JsonObject()
        .put("type", "problem")
        .put("ch", reading.channel())
        .put("epoch", reading.epoch())
        .put("seq", reading.seq())
        .put("what", problem.what())
        .toString();
  }

  private String plain(boolean holds) {
    return String.format(
        Locale.ROOT,
        "feed: of %,d readings that came live from %s in %s, %,d were compared with the history"
            + " and %,d could not be; %,d were lost: %s",
        check.live(),
        access.url(),
        TimeSpan.text(length),
        check.compared(),
        check.unknown(),
        tally.lost(),
        holds ? "all are the same" : result());
  }

  private String result() {
    int problems = check.problems().size();
    if (problems > 0) {
      return problems + " problems";
    }
    return check.compared() == 0 ? "nothing could be checked" : "too few could be checked";
  }

  private String json(boolean holds) {
    return new JsonObject()
        .put("type", "verified")
        .put("holds", holds)
        .put("compared", check.compared())
        .put("unknown", check.unknown())
        .put("live", check.live())
        .put("gaps", tally.holes())
        .put("lost", tally.lost())
        .put("problems", check.problems().size())
        .toString();
  }

  // --- what the watcher tells

  @Override
  public void see(Delivery delivery) {
    tally.count(delivery);
    if (delivery instanceof Delivered delivered) {
      check.take(delivered);
    }
  }

  @Override
  public void connected() {
    connected.set();
  }

  @Override
  @Suspends
  public void disconnected(String why, Duration pause) {
    output.offer("feed: " + why + "; trying again");
  }
}
