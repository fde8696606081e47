package dev.baton.testing;

import dev.baton.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Runs a program under many schedules, to find mistakes that show only when tasks take turns in an
/// unlucky order, or are cancelled at an unlucky moment.
///
/// With one task at a time, all that can differ from run to run is which of the tasks that are
/// ready goes next, whether a task whose bytes are there already lets others run before it takes
/// them ([dev.baton.Async#spendBudget()]), when timers fire (a virtual clock decides), and what
/// comes from outside (refused here; a [Pipe] and a [ScriptedNetwork] are inside). So every order
/// can be tried, and any one of them repeated:
///
/// ```java
/// Explorer.random(200).check(() -> {
///   var account = new Account();
///   TaskGroup.run(group -> {
///     group.spawn(() -> account.deposit(100));
///     group.spawn(() -> account.deposit(100));
///   });
///   assertEquals(200, account.balance());
/// });
/// ```
///
/// First the orders:
///
/// | orders | |
/// |---|---|
/// | [random][#random(int)] | so many, each from a seed |
/// | [exhaustive][#exhaustive(int)] | all, or the first so many |
/// | [fifo][#fifo()] | one: the task that is ready first goes first, as on any loop |
/// | [replay][#replay(String)] | one: that which a failure has named, with its disturbance |
///
/// Then, if wanted, what disturbs them. Each order is run undisturbed, and then once for each
/// place:
///
/// | disturbance | at each place |
/// |---|---|
/// | [cancelEverywhere][#cancelEverywhere()] | where a task begins to wait or is about to go on, it is cancelled |
/// | [failEverywhere][#failEverywhere(Fault...)] | where bytes move in memory, the connection fails |
///
/// A program fails when it throws: a failed assertion, a [dev.baton.DeadlockException], anything;
/// when a task of it fails and nobody looks; when it does not end. It may end with what a
/// disturbance brings about, a [dev.baton.CancelledError] or an [java.io.IOException]; but under
/// [Fault#SHORT], which loses nothing, it must do what it does undisturbed.
///
/// The program is run anew for each schedule, so everything it uses must be made inside it. It must
/// not depend on anything but its schedule: each is run twice, and a difference is reported. All
/// this covers switches between tasks only, not what several threads do to memory.
///
/// In a JUnit test these lines are all that is needed; the module's README shows a `@Schedules` to
/// be copied, which makes one of a whole method.
///
/// | property | |
/// |---|---|
/// | `baton.schedule` | every exploration repeats this one schedule: run one test alone with what its failure says |
/// | `baton.schedules` | how many random ones, whatever the tests say: many, once a night |
/// | `baton.seed` | the first seed, 1 if nothing is said: others than last night |
public final class Explorer {
  static final String SCHEDULE = "baton.schedule";
  static final String SCHEDULES = "baton.schedules";
  static final String SEED = "baton.seed";

  private final Supplier<Orders> orders;
  private final List<IntFunction<Disturbance>> disturbances;

  /// The only schedule, or null.
  private final Schedule only;

  private Explorer(
      Supplier<Orders> orders, List<IntFunction<Disturbance>> disturbances, Schedule only) {
    this.orders = orders;
    this.disturbances = disturbances;
    this.only = only;
  }

  private static Explorer of(Supplier<Orders> orders) {
    String asked = System.getProperty(SCHEDULE);
    return new Explorer(orders, List.of(), asked == null ? null : Schedule.parse(asked));
  }

  /// Random orders, from the seeds 1, 2, 3 and so on.
  ///
  /// @param count how many, at least 1
  public static Explorer random(int count) {
    return random(number(SEED, Long.MIN_VALUE, 1), count);
  }

  /// Random orders, from this seed on.
  ///
  /// @param count how many, at least 1
  public static Explorer random(long firstSeed, int count) {
    int orders = (int) number(SCHEDULES, 1, atLeastOne(count));
    return of(() -> new Orders.Random(firstSeed, orders));
  }

  /// All orders, depth first; of programs with more only the first `most`.
  ///
  /// @param most at least 1
  public static Explorer exhaustive(int most) {
    atLeastOne(most);
    return of(() -> new Orders.Exhaustive(most));
  }

  /// First come, first served: for disturbances where the order does not matter.
  public static Explorer fifo() {
    return of(() -> new Orders.One(Order.FIRST_COME));
  }

  /// One schedule, as a failure names it: `seed:17`, `order:0120`, `cancel:3`, `seed:17+reset:2`.
  /// It is run once, so a debugger stops once.
  public static Explorer replay(String schedule) {
    return new Explorer(null, List.of(), Schedule.parse(schedule));
  }

  /// Also cancels a task at each place: when it begins to wait, and when it has been woken or
  /// started and has not run yet.
  public Explorer cancelEverywhere() {
    return disturbedBy(List.of(Disturbance.Cancel::new));
  }

  /// Also lets each input and output over a [Pipe] or a [ScriptedNetwork] fail, in each of these
  /// ways that it can fail in: connecting, accepting, reading, writing. By default they are
  /// [Fault#RESET], [Fault#HALF_CLOSE] and [Fault#SHORT]; under [Fault#STALL] only programs with
  /// time limits end.
  public Explorer failEverywhere(Fault... faults) {
    List<Fault> ways =
        faults.length > 0 ? List.of(faults) : List.of(Fault.RESET, Fault.HALF_CLOSE, Fault.SHORT);
    return disturbedBy(
        ways.stream()
            .<IntFunction<Disturbance>>map(fault -> place -> new Disturbance.Failing(fault, place))
            .toList());
  }

  private Explorer disturbedBy(List<IntFunction<Disturbance>> more) {
    List<IntFunction<Disturbance>> all = new ArrayList<>(disturbances);
    all.addAll(more);
    return new Explorer(orders, all, only);
  }

  /// Runs the program under all schedules and counts the failures.
  public Exploration explore(Action<?> program) {
    return run(program, false);
  }

  /// Runs the program under all schedules until it fails.
  public Exploration exploreUntilFailure(Action<?> program) {
    return run(program, true);
  }

  /// Runs the program under all schedules until it fails, and then looks for the simplest way in
  /// which it does; not where one schedule is repeated.
  ///
  /// @throws ScheduleFailure with the failure, the schedule and its simplest form
  public Exploration check(Action<?> program) {
    Exploration found = exploreUntilFailure(program);
    if (found.failures() > 0) {
      throw only == null
          ? ScheduleFailure.of(program, found)
          : ScheduleFailure.ofReplay(found.first());
    }
    return found;
  }

  private Exploration run(Action<?> program, boolean untilFailure) {
    Objects.requireNonNull(program, "program");
    Exploration found = new Exploration();
    if (only != null) {
      found.add(ScheduleRun.of(program, only));
      return found;
    }
    Search search = new Search(orders, disturbances);
    ScheduleRun last = null;
    for (Schedule next; (next = search.next(last)) != null; ) {
      last = runTwice(program, next);
      if (last.isDisturbed() || next.disturbance().equals(Disturbance.NONE)) {
        found.add(last);
      }
      if (untilFailure && found.failures() > 0) {
        break;
      }
    }
    return found;
  }

  private static ScheduleRun runTwice(Action<?> program, Schedule schedule) {
    ScheduleRun run = ScheduleRun.of(program, schedule);
    int step = run.differsFrom(ScheduleRun.of(program, schedule));
    if (step > 0) {
      throw new IllegalStateException(
          "two runs of schedule "
              + schedule
              + " differ, from step "
              + step
              + " on: the program depends on something besides its schedule (the real clock, a"
              + " random number, the order of a HashSet, a thread)");
    }
    return run;
  }

  private static int atLeastOne(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least 1 schedule is needed, got " + count);
    }
    return count;
  }

  /// The value of a property, or this one if it is not set.
  private static long number(String property, long least, long otherwise) {
    String value = System.getProperty(property);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("-?\\d{1,9}") || Long.parseLong(value) < least) {
      throw new IllegalArgumentException(
          property
              + " must be a whole number"
              + (least == 1 ? " of at least 1" : "")
              + " with at most 9 digits, got \""
              + value
              + "\"");
    }
    return Long.parseLong(value);
  }
}
