package dev.baton.testing;

import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.Action;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a failure says. Its last line names a page, which is looked at and deleted.
class ScheduleFailureTest {
  private String page;

  /// The failure's lines but the last.
  private List<String> lines(Explorer explorer, Action<?> program) throws IOException {
    ScheduleFailure failure =
        catchThrowableOfType(ScheduleFailure.class, () -> explorer.check(program));
    List<String> lines = failure.getMessage().lines().toList();
    assertThat(lines.getLast()).startsWith("  to see it: ");
    Path file = Path.of(lines.getLast().substring("  to see it: ".length()));
    page = Files.readString(file);
    Files.delete(file);
    assertThat(lines).anyMatch(line -> line.endsWith("-Dbaton.schedule=" + failure.schedule()));
    return lines.subList(0, lines.size() - 1);
  }

  @Test
  void itNamesTheScheduleItsSimplestFormAndHowToRepeatIt() throws IOException {
    assertThat(lines(Explorer.random(1, 100), ScheduleFailureTest::dependsOnTheOrder))
        .first()
        .asString()
        .matches(
            "schedule seed:\\d+ fails \\(tried before: \\d+\\): .*IllegalStateException: ben was"
                + " first");
    assertThat(lines(Explorer.random(1, 100), ScheduleFailureTest::dependsOnTheOrder))
        .endsWith(
            "  simplest form: order:1",
            "  to repeat it: run this test alone with -Dbaton.schedule=order:1");
  }

  @Test
  void itsPageShowsTheUsualOrderAboveTheFailingOne() throws IOException {
    lines(Explorer.exhaustive(100), ScheduleFailureTest::dependsOnTheOrder);
    assertThat(page)
        .contains(
            "first come, first served, passes",
            "fails: IllegalStateException: ben was first",
            "anna runs above, and ben runs below");
  }

  @Suspends
  private static void dependsOnTheOrder() {
    StringBuilder order = new StringBuilder();
    TaskGroup.run(
        group -> {
          group.spawn("anna", () -> turn(order, "anna"));
          group.spawn("ben", () -> turn(order, "ben"));
        });
    if (order.toString().startsWith("ben")) {
      throw new IllegalStateException("ben was first");
    }
  }

  @Suspends
  private static void turn(StringBuilder order, String name) {
    order.append(name);
    yieldNow();
  }

  @Test
  void itsPageShowsAnotherOrderWhereTheUsualOneFails() throws IOException {
    assertThat(lines(Explorer.random(1, 100), () -> Account.fill(2)))
        .as("the simplest form of a lost deposit is the usual order")
        .endsWith(
            "  simplest form: fifo",
            "  to repeat it: run this test alone with -Dbaton.schedule=fifo");
    assertThat(page)
        .containsPattern("seed:\\d+, passes")
        .contains("first come, first served, fails: IllegalStateException: balance 100");
  }

  @Test
  void decisionsThatDoNotMatterAreLeftOut() throws IOException {
    assertThat(lines(Explorer.random(1, 2_000), () -> startInOrder("0123456789", "98")))
        .contains("  simplest form: order:98");
  }

  /// Fails if the tasks with these names start in an order that begins like this.
  @Suspends
  private static void startInOrder(String names, String unlucky) {
    String order = start(names);
    if (order.startsWith(unlucky)) {
      throw new IllegalStateException("they started as " + order);
    }
  }

  /// Fails if only these start.
  @Suspends
  private static void startAlone(String names, String unlucky) {
    String order = start(names);
    if (order.equals(unlucky)) {
      throw new IllegalStateException("they started as " + order);
    }
  }

  @Suspends
  private static String start(String names) {
    StringBuilder order = new StringBuilder();
    TaskGroup.run(
        group ->
            names
                .chars()
                .mapToObj(Character::toString)
                .forEach(name -> group.spawn(name, () -> turn(order, name))));
    return order.toString();
  }

  @Test
  void itSaysWhatWasCancelledInWhichOrder() throws IOException {
    assertThat(lines(Explorer.random(1, 100).cancelEverywhere(), () -> startInOrder("abc", "cb")))
        .noneMatch(line -> line.contains("cancel"));
    assertThat(lines(Explorer.random(1, 100).cancelEverywhere(), () -> startAlone("abc", "cb")))
        .anyMatch(line -> line.matches("  disturbed: task \"a\" was cancelled when it .*"))
        .last()
        .asString()
        .matches(".*-Dbaton.schedule=order:0?\\d+\\+cancel:\\d+");
    assertThat(page).contains("+cancel:");
  }

  @Test
  void theHeadlineIsTheFailureThatWasFoundAndTheSimplestFormHasItsOwn() throws IOException {
    List<String> lines = lines(Explorer.random(2, 100), () -> startInOrder("0123456789", ""));
    assertThat(lines.getFirst())
        .startsWith("schedule seed:2 fails (tried before: 0): ")
        .matches(".* they started as \\d{10}")
        .doesNotContain("0123456789");
    assertThat(lines)
        .contains(
            "  simplest form: fifo",
            "  which fails with: java.lang.IllegalStateException: they started as 0123456789");
  }

  /// Whoever follows one mistake would not understand why he is shown another.
  @Test
  void theSimplestFormFailsInTheSameLine() {
    Schedule unlucky = Schedule.parse("order:1");
    ScheduleRun found = ScheduleRun.of(ScheduleFailureTest::failsInTwoWays, unlucky);
    ScheduleRun simplest =
        new Shrinking(ScheduleFailureTest::failsInTwoWays, found, Shrinking.MOST_STEPS).simplest();

    assertThat(simplest.failure()).hasMessage("ben was first");
    assertThat(simplest.schedule()).isEqualTo(unlucky);
  }

  @Suspends
  private static void failsInTwoWays() {
    dependsOnTheOrder();
    throw new IllegalStateException("anna was first");
  }

  /// Each of more than two hundred decisions matters.
  @Test
  void whatNobodyCanReadIsNoSimplestForm() throws IOException {
    List<String> orders = new ArrayList<>();
    ScheduleRun.of(() -> orders.add(takeTurns()), Schedule.parse("seed:1"));
    List<String> lines =
        lines(Explorer.random(1, 1), () -> assertThat(takeTurns()).isNotEqualTo(orders.getFirst()));

    assertThat(lines.getLast()).endsWith("-Dbaton.schedule=seed:1");
    assertThat(lines).noneMatch(line -> line.contains("simplest form"));
  }

  @Suspends
  private static String takeTurns() {
    StringBuilder order = new StringBuilder();
    TaskGroup.run(
        group -> {
          group.spawn("anna", () -> takeTurns(order, "a"));
          group.spawn("ben", () -> takeTurns(order, "b"));
        });
    return order.toString();
  }

  @Suspends
  private static void takeTurns(StringBuilder order, String name) {
    for (int i = 0; i < 120; i++) {
      turn(order, name);
    }
  }

  @Test
  void shrinkingEndsAfterSoManySteps() {
    ScheduleRun found =
        ScheduleRun.of(() -> startInOrder("0123456789", ""), Schedule.parse("seed:2"));

    assertThat(new Shrinking(() -> startInOrder("0123456789", ""), found, 0).simplest())
        .isSameAs(found);
    assertThat(
            new Shrinking(() -> startInOrder("0123456789", ""), found, found.steps() + 1)
                .simplest()
                .schedule())
        .hasToString("fifo");
  }

  @Test
  void aReplayIsRunOnce() {
    List<String> runs = new ArrayList<>();
    ScheduleFailure failure =
        catchThrowableOfType(
            ScheduleFailure.class,
            () ->
                Explorer.replay("order:1")
                    .check(
                        () -> {
                          runs.add("a run");
                          dependsOnTheOrder();
                        }));
    assertThat(runs).hasSize(1);
    assertThat(failure)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessage("schedule order:1 fails: java.lang.IllegalStateException: ben was first");
  }
}
