package dev.baton.trace;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir Path folder;

  @Test
  void findsTheFirstStepInWhichAnotherTaskRuns() throws IOException {
    Trace left = twoTasks("anna", "ben");
    Trace right = twoTasks("ben", "anna");

    assertThat(Comparison.firstDifference(left, right)).isZero(); // main starts them
    assertThat(page(left, right))
        .contains("In step 1 main runs in both, but not to the same effect");
  }

  @Test
  void saysWhoRunsWhere() throws IOException {
    Trace left = Runs.of(() -> spawn("x", () -> {}).await());
    Trace right = Runs.of(() -> spawn("x", () -> yieldNow()).await());

    assertThat(Comparison.firstDifference(left, right)).isEqualTo(1);
    assertThat(page(left, right))
        .contains("Both do the same up to step 1. In step 2 x runs in both", "class=\"mark\"");
  }

  @Test
  void theLongerRunDiffersWhereTheShorterEnds() throws IOException {
    Trace left = Runs.of(() -> spawn("x", () -> {}));
    Trace right = new Trace("cut", left.tasks(), left.events().subList(0, 4), List.of(), 0);

    assertThat(Comparison.firstDifference(left, right)).isEqualTo(1);
    assertThat(page(left, right))
        .contains("In step 2, x runs above, and everything has ended below.");
  }

  @Test
  void equalRunsDoNotDiffer() throws IOException {
    Trace left = twoTasks("anna", "ben");

    assertThat(Comparison.firstDifference(left, twoTasks("anna", "ben"))).isEqualTo(-1);
    assertThat(page(left, left)).contains("The two runs do not differ.").doesNotContain("\"mark\"");
  }

  private String page(Trace left, Trace right) throws IOException {
    Path file = folder.resolve("compare.html");
    Comparison.write(file, left.withHeading("left"), right.withHeading("right"));
    return Files.readString(file);
  }

  private static Trace twoTasks(String first, String second) {
    return Runs.of(
        () -> {
          var one = spawn(first, () -> yieldNow());
          var two = spawn(second, () -> yieldNow());
          one.await();
          two.await();
        });
  }
}
