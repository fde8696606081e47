package dev.baton.lessons;

import static dev.baton.Async.sleep;
import static dev.baton.Async.timeout;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.sync.Event;
import java.time.Duration;
import java.util.function.Consumer;

/// **How do many tasks wait for one thing to happen?**
///
/// With an event: a flag that can be waited for. Setting it wakes all who wait, and it stays set:
/// who comes later goes through at once. That is a level, not a pulse.
///
/// Watch for:
/// - One `set()` wakes three runners, in the order in which they came.
/// - Cleared at once, the event is a pulse: the late runner waits for a bang that is over.
/// - Left set, it lets the late runner through without any wait.
///
/// Try:
/// - Remove the `timeout` around `gun.await()`. The loop finds the runner that nobody can wake.
/// - Let the late runner arrive at 0.5 s, the moment of the bang. Who is first, and why does it not
///   matter with a level?
/// - Let the starter wait until all runners are there, instead of for 0.5 s. What would you count,
///   and what set?
final class L07Event extends Lesson {
  @Override
  void run() {
    part("a pulse: set and cleared at once");
    loop().run(() -> race(L07Event::pulse));

    part("a level: set, and it stays set");
    loop().run(() -> race(Event::set));
  }

  private static void pulse(Event gun) {
    gun.set();
    gun.clear();
  }

  @Suspends
  private void race(Consumer<Event> bang) {
    Event gun = new Event("gun");
    TaskGroup.run(
        group -> {
          group.spawn("runner-1", () -> runner(ofMillis(0), gun));
          group.spawn("runner-2", () -> runner(ofMillis(100), gun));
          group.spawn("runner-3", () -> runner(ofMillis(200), gun));
          group.spawn("latecomer", () -> runner(ofMillis(1000), gun));
          sleep(ofMillis(500));
          say("bang");
          bang.accept(gun);
        });
  }

  @Suspends
  private void runner(Duration arrival, Event gun) {
    sleep(arrival);
    say("waits");
    try {
      timeout(ofSeconds(1), gun::await);
      say("goes");
    } catch (TimeoutException over) {
      say("heard no bang in 1 s, goes home");
    }
  }
}
