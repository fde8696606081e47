package dev.baton.testing;

import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.TaskGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchedulePictureTest {
  @Test
  void aFailureNamesAPageThatComparesItWithTheUsualOrder() throws IOException {
    ScheduleFailure failure =
        catchThrowableOfType(
            ScheduleFailure.class,
            () -> Explorer.exhaustive(100).check(SchedulePictureTest::dependsOnTheOrder));

    String line = failure.getMessage().lines().toList().getLast();
    assertThat(line).startsWith("  to see it: ");
    Path page = Path.of(line.substring("  to see it: ".length()));
    assertThat(Files.readString(page))
        .contains(
            "first come, first served, passes",
            "fails: IllegalStateException: ben was first",
            "anna runs above, and ben runs below");
    Files.delete(page);
  }

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

  private static void turn(StringBuilder order, String name) {
    order.append(name);
    yieldNow();
  }
}
