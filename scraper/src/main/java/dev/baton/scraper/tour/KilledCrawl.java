package dev.baton.scraper.tour;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.scraper.demo.DemoWorld;
import dev.baton.scraper.demo.Visit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A crawl of a world whose process is killed again and again. It is the server that kills it,
/// while it answers a request: so there is always one on its way.
final class KilledCrawl {
  /// When a process is killed.
  @FunctionalInterface
  interface Moment {
    /// Is asked at each request, before its answer is sent.
    ///
    /// @param requests how many the process has sent, this one among them
    boolean isNow(int requests);
  }

  /// Starts the process, which begins the crawl the first time, and then goes on with it.
  @FunctionalInterface
  interface Starter {
    @Suspends
    CrawlProcess start() throws IOException;
  }

  /// Hears of each kill.
  @FunctionalInterface
  interface Witness {
    /// @param during the request that was being answered
    @Suspends
    void killed(Visit during) throws IOException;
  }

  private static final Moment NEVER = _ -> false;

  private final DemoWorld world;
  private final Starter starter;
  private final Witness witness;

  /// When each process was started, by the loop's clock.
  private final List<Long> starts = new ArrayList<>();

  private int requests;
  private Visit during;

  KilledCrawl(DemoWorld world, Starter starter, Witness witness) {
    this.world = world;
    this.starter = starter;
    this.witness = witness;
  }

  /// Crawls to the end.
  ///
  /// @param moments when it is killed; it may end before the last of them
  /// @return the last exit code
  @Suspends
  int run(List<Moment> moments) throws IOException {
    for (Moment moment : moments) {
      int code = runUntil(moment);
      if (during == null) {
        return code;
      }
      witness.killed(during);
    }
    return runUntil(NEVER);
  }

  @Suspends
  private int runUntil(Moment moment) throws IOException {
    starts.add(EventLoop.running().time());
    requests = 0;
    during = null;
    CrawlProcess process = starter.start();
    world.log().listen(visit -> killAt(moment, visit, process));
    return process.await();
  }

  private void killAt(Moment moment, Visit visit, CrawlProcess process) {
    requests++;
    if (during == null && moment.isNow(requests)) {
      during = visit;
      process.kill();
    }
  }

  /// How often it was killed.
  int kills() {
    return starts.size() - 1;
  }

  /// Which process has sent a request, counted from 0.
  int process(Visit visit) {
    int later = (int) starts.stream().filter(start -> start > visit.nanos()).count();
    return starts.size() - later - 1;
  }
}
