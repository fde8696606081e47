package dev.baton.lessons;

import static dev.baton.Async.gather;
import static dev.baton.Async.gatherOutcomes;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static java.time.Duration.ofMillis;

import dev.baton.Future;
import dev.baton.Outcome;
import dev.baton.Suspends;
import java.io.IOException;
import java.util.List;

/// **How do I wait for many results?**
///
/// `gather` starts a task for each body and gives one future of all results. It takes as long as
/// the slowest of them, and the results stand in the order in which you asked, whatever came first.
///
/// Watch for:
/// - Plain calls add up: 0.9 + 0.3 + 0.6 = 1.8 s, all in main. Gathered, they take 0.9 s, in three
///   tasks.
/// - The pages come as b, c, a; the list is a, b, c.
/// - `gather` itself does not wait: it returns a future. Its `await()` waits.
/// - `gatherOutcomes` keeps what went well when something fails. `gather` would raise the failure
///   and nothing else: see lesson 3.
///
/// Try:
/// - In `gathered`, ask for `b` first. Which lines change, and which do not?
/// - Say something between `gather(...)` and `await()`. When does it appear?
/// - Fetch `a` and `lost` with `gather`, inside a `try`. What is lost?
final class L02Gather extends Lesson {
  @Override
  void run() throws Exception {
    part("three calls");
    loop().run(this::inSequence);

    part("three tasks, gathered");
    loop().run(this::gathered);

    part("one of two fails");
    loop().run(this::oneFails);
  }

  @Suspends
  private void inSequence() throws IOException {
    List<String> pages = List.of(fetch("a", 900), fetch("b", 300), fetch("c", 600));
    say("results: " + pages);
  }

  @Suspends
  private void gathered() throws Exception {
    Future<List<String>> pages =
        gather(() -> fetch("a", 900), () -> fetch("b", 300), () -> fetch("c", 600));
    say("results: " + pages.await());
  }

  @Suspends
  private void oneFails() throws Exception {
    Future<List<Outcome<String>>> pages =
        gatherOutcomes(spawn(() -> fetch("a", 900)), spawn(() -> fetch("lost", 300)));
    for (Outcome<String> outcome : pages.await()) {
      switch (outcome) {
        case Outcome.Success<String>(String page) -> say("result: " + page);
        case Outcome.Failure<String>(Throwable error) -> say("no result: " + error.getMessage());
      }
    }
  }

  @Suspends
  private String fetch(String name, long millis) throws IOException {
    sleep(ofMillis(millis));
    if (name.equals("lost")) {
      throw new IOException("there is no such page");
    }
    say("fetched " + name);
    return "page " + name;
  }
}
