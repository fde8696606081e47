package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
  private static final int SEEDS = 1_000;
  private static final int STEPS = 400;

  /// Cancelled timers that are not worth a sweep yet.
  private static final int SLACK = 65;

  private static Timer timer(long when) {
    return new Timer(when, () -> {});
  }

  @Test
  void isEmptyAtFirst() {
    TimerQueue queue = new TimerQueue();
    assertThat(queue.next()).isEqualTo(TimerQueue.NONE);
    assertThat(queue.takeDue(Long.MAX_VALUE)).isNull();
    assertThat(queue.size()).isZero();
  }

  @Test
  void givesOnlyWhatIsDue() {
    TimerQueue queue = new TimerQueue();
    Timer timer = timer(10);
    queue.add(timer);
    assertThat(queue.takeDue(9)).isNull();
    assertThat(queue.next()).isEqualTo(10);
    assertThat(queue.takeDue(10)).isSameAs(timer);
    assertThat(queue.takeDue(10)).isNull();
  }

  @Test
  void givesTiesInTheOrderInWhichTheyWereSet() {
    TimerQueue queue = new TimerQueue();
    List<Timer> ties = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ties.add(timer(7));
      queue.add(ties.getLast());
    }
    List<Timer> taken = new ArrayList<>();
    for (Timer timer; (timer = queue.takeDue(7)) != null; ) {
      taken.add(timer);
    }
    assertThat(taken).isEqualTo(ties);
  }

  @Test
  void acceptsEveryMoment() {
    TimerQueue queue = new TimerQueue();
    List<Timer> timers = List.of(timer(Long.MAX_VALUE - 1), timer(0), timer(Long.MIN_VALUE));
    timers.forEach(queue::add);
    assertThat(queue.takeDue(0)).isSameAs(timers.get(2));
    assertThat(queue.takeDue(0)).isSameAs(timers.get(1));
    assertThat(queue.takeDue(0)).isNull();
    assertThat(queue.takeDue(Long.MAX_VALUE - 1)).isSameAs(timers.get(0));
  }

  @Test
  void cancellingTwiceOrAfterTheTimerWasTakenDoesNothing() {
    TimerQueue queue = new TimerQueue();
    Timer taken = timer(1);
    Timer cancelled = timer(2);
    Timer live = timer(3);
    List.of(taken, cancelled, live).forEach(queue::add);
    assertThat(queue.takeDue(1)).isSameAs(taken);
    taken.cancel();
    cancelled.cancel();
    cancelled.cancel();
    assertThat(queue.takeDue(9)).isSameAs(live);
    assertThat(queue.next()).isEqualTo(TimerQueue.NONE);
    assertThat(queue.size()).isZero();
  }

  @Test
  void doesNotGrowWithWhatWasCancelled() {
    TimerQueue queue = new TimerQueue();
    Timer live = timer(1_000_000);
    queue.add(live);
    for (int i = 0; i < 100_000; i++) {
      Timer timeout = timer(1_000_000 - i % 1_000);
      queue.add(timeout);
      timeout.cancel();
      assertThat(queue.size()).isLessThanOrEqualTo(2 + SLACK);
    }
    assertThat(queue.takeDue(Long.MAX_VALUE)).isSameAs(live);
  }

  /// The plain model: live timers in the order in which they were set; the first of the earliest
  /// comes next.
  private final List<Timer> model = new ArrayList<>();

  private Timer earliest() {
    Timer first = null;
    for (Timer timer : model) {
      if (first == null || timer.when < first.when) {
        first = timer;
      }
    }
    return first;
  }

  @Test
  void agreesWithASortedListWhateverHappens() {
    for (int seed = 0; seed < SEEDS; seed++) {
      model.clear();
      Random random = new Random(seed);
      TimerQueue queue = new TimerQueue();
      int range = 1 + random.nextInt(200); // few moments: many ties
      int cancels = random.nextInt(8); // some runs cancel nearly all
      for (int step = 0; step < STEPS; step++) {
        step(queue, random, range, cancels);
        check(queue, seed, step);
      }
      drain(queue, seed);
    }
  }

  private void step(TimerQueue queue, Random random, int range, int cancels) {
    int choice = random.nextInt(10);
    if (choice < cancels && !model.isEmpty()) {
      model.remove(random.nextInt(model.size())).cancel();
    } else if (choice == 9) {
      takeDue(queue, random.nextInt(range));
    } else {
      Timer timer = timer(random.nextInt(range));
      model.add(timer);
      queue.add(timer);
    }
  }

  private void takeDue(TimerQueue queue, long now) {
    Timer expected = earliest();
    if (expected != null && expected.when > now) {
      expected = null;
    }
    assertThat(queue.takeDue(now)).isSameAs(expected);
    model.remove(expected);
  }

  private void check(TimerQueue queue, int seed, int step) {
    Timer earliest = earliest();
    long expected = earliest == null ? TimerQueue.NONE : earliest.when;
    if (queue.next() != expected || queue.size() > 2 * model.size() + SLACK) {
      throw new AssertionError(
          "seed %d, step %d: next %d, expected %d; size %d for %d live timers"
              .formatted(seed, step, queue.next(), expected, queue.size(), model.size()));
    }
  }

  private void drain(TimerQueue queue, int seed) {
    while (!model.isEmpty()) {
      Timer expected = earliest();
      assertThat(queue.takeDue(Long.MAX_VALUE)).as("seed %d", seed).isSameAs(expected);
      model.remove(expected);
    }
    assertThat(queue.takeDue(Long.MAX_VALUE)).isNull();
    assertThat(queue.size()).isZero();
  }
}
